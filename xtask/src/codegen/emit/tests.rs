//! What is emitted for the model made by hand, in the places that are easy to get wrong.

use super::{RustFile, emit, sample};
use crate::codegen::format::format;
use model::edits::Extent;

fn text_of(path: &str) -> String {
    let api = sample::api();
    let files = emit(&api, Extent::Whole);
    let file: &RustFile<'_> = files.iter().find(|file| file.path == path).unwrap();
    format(file)
}

#[track_caller]
fn check(path: &str, expected: &str) {
    let text = text_of(path);
    assert!(text.contains(expected), "{text}");
}

#[test]
fn every_file_is_formatted_and_ends_in_one_newline() {
    for file in emit(&sample::api(), Extent::Whole) {
        let text = format(&file);
        assert!(text.ends_with('\n') && !text.ends_with("\n\n"), "{}", file.path);
        assert!(!text.contains("~blank") && !text.contains("\n\n\n"), "{text}");
        // Parsing drops comments, so the first text may have one that the second has not.
        let again = format(&RustFile::new(file.path.clone(), || syn::parse_str(&text)));
        let once_more = format(&RustFile::new(file.path, || syn::parse_str(&again)));
        assert_eq!(again, once_more);
    }
}

#[test]
fn a_field_says_how_it_is_read_and_written() {
    check(
        "src/types/batch.rs",
        r#"
crate::runtime::object!(
    Batch, required[id, r#type = "type"], nullable[day], optional[created_at =
    "createdAt", files, parent]
);
"#,
    );
}

#[test]
fn a_keyword_becomes_a_raw_identifier() {
    check("src/types/batch.rs", "    pub r#type: BatchStatus,\n");
}

#[test]
fn a_secret_is_not_shown() {
    check("src/types/batch_config.rs", r#"            .field("secret", &Redacted)"#);
}

#[test]
fn only_what_is_used_is_imported() {
    check("src/types/batch_status.rs", "use crate::runtime::UnknownValue;\n\n/// Where");
    check("src/types/batch_id.rs", "/// Identifies a thing.\n#[derive");
}

#[test]
fn a_model_that_is_called_like_a_part_of_the_runtime_gets_its_path() {
    check("src/resources/beta/batches.rs", "    type Output = crate::types::Operation;\n");
}

#[test]
fn arguments_are_positional_and_null_is_an_option() {
    check(
        "src/resources/beta/batches.rs",
        r#"    pub fn create(
        &self,
        config: impl Into<BatchConfig>,
        due: Option<Timestamp>,
    ) -> CreateBatch<M> {
        CreateBatch {
            request: self
                .handle
                .request()
                .object_body()
                .body_value("config", &config.into())
                .body_value("due", &due),
        }
    }
"#,
    );
}

#[test]
fn a_setter_has_a_twin_for_values_that_may_be_missing() {
    check(
        "src/resources/beta/batches.rs",
        r#"    pub fn expand(self, expand: impl Into<OneOrMany<Expand>>) -> Self {
        Self {
            request: self.request.query_parameter("expand", expand.into()),
        }
    }

    maybe!(expand, maybe_expand, values Expand);
"#,
    );
}

#[test]
fn phases_are_grouped() {
    check(
        "src/resources/beta/batches.rs",
        "            BatchStatus::Pending | BatchStatus::Unknown(_) => Phase::InFlight,
            BatchStatus::Done => Phase::Succeeded,
            BatchStatus::Failed => Phase::Failed,
",
    );
}
