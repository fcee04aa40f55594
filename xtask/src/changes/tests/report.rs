use crate::changes::choices::Format;
use crate::changes::report::{Compared, Comparison, rules};
use crate::changes::{compare, verdict};
use crate::locations::Locations;
use model::api::{FieldShape, TypeRef};
use model::lenient::Ledger;
use model::openapi::Source;

use super::base::*;

fn report(format: Format) -> String {
    let (old, mut new) = (base(), base());
    struct_mut(&mut new, "Batch").fields.retain(|field| field.wire != "status");
    struct_mut(&mut new, "Options").fields.push(field("extra", TypeRef::String, FieldShape::Optional));
    operation_mut(&mut new, "createBatch").path = path_template("/a`b\u{202e}");
    let source =
        |path| Source::new(path, "components:\n  schemas:\n    Batch:\n      properties:\n        status: {}\n");
    let (old_source, new_source, ledger) = (source("HEAD:lab.yaml"), source("lab.yaml"), Ledger::default());
    let changes = compare(&old, &new);
    let version = semver::Version::new(0, 1, 0);
    let verdict = verdict(Some(&version), &version, &changes);
    let [old, new] = [(&old, &old_source), (&new, &new_source)].map(|(api, source)| Compared {
        package: &api.package,
        ledger: &ledger,
        locations: Locations::new(source),
    });
    Comparison::new(old, new, changes, verdict).render(format)
}

#[test]
fn text_shows_every_change_with_its_place() {
    let expected = "\
1 major change

  types::Batch::status: `BatchStatus` is gone [field-removed, breaks released clients]
    HEAD:lab.yaml:5:9 #/components/schemas/Batch/properties/status

1 minor change

  types::Options::extra: `Option<String>` is new and optional [optional-field-added]
    lab.yaml:1:1 #/properties/extra

1 patch change

  resources::batches::Batches::create: was `POST /batches` and is `POST /a'b\\u{202e}` [path-changed, breaks released clients]
    lab.yaml:1:1 #/paths/createBatch

verdict: major; after 0.1.0 the next version is at least 0.2.0, but 0.1.0 is declared
wire: 2 changes may break programs built with 0.1.0, whatever the version
";
    assert_eq!(report(Format::Text), expected);
}

#[test]
fn markdown_is_a_part_of_a_changelog() {
    let expected = "\
### Breaking

- `types::Batch::status`: `BatchStatus` is gone. Programs already built break too.

### Breaking for programs already built

- `resources::batches::Batches::create`: was `POST /batches` and is `POST /a'b\\u{202e}`.

### Added

- `types::Options::extra`: `Option<String>` is new and optional.

<!-- verdict: major; after 0.1.0 the next version is at least 0.2.0, but 0.1.0 is declared -->
<!-- wire: 2 changes may break programs built with 0.1.0, whatever the version -->
";
    assert_eq!(report(Format::Markdown), expected);
}

#[test]
fn json_is_one_document() {
    let document: serde_json::Value = serde_json::from_str(&report(Format::Json)).unwrap();
    assert_eq!(document["counts"], serde_json::json!({"major": 1, "minor": 1, "patch": 1, "wire_breaking": 2}));
    assert_eq!(document["verdict"]["needed"], "0.2.0");
    // Operations come before models.
    assert_eq!(document["changes"][0]["rule"], "path-changed");
    let removed = &document["changes"][1];
    assert_eq!((&removed["rule"], &removed["wire_breaking"]), (&"field-removed".into(), &true.into()));
    assert_eq!((&removed["place"]["side"], &removed["place"]["line"]), (&"old".into(), &5.into()));
}

#[test]
fn the_table_of_rules_has_a_row_for_each() {
    let rows = rules(Format::Markdown).lines().count();
    assert_eq!(rows, crate::changes::Rule::ALL.len() + 2);
}
