//! What becomes of files.

use std::sync::atomic::{AtomicU32, Ordering};

use super::*;
use crate::runtime::cli::colors::Paint;
use crate::runtime::cli::output::{Format, Strings, Style};
use crate::runtime::cli::transform::Transform;

/// A folder of its own, gone at the end.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("runtime-target-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        fs::create_dir(&path).unwrap();
        Self(path)
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).unwrap();
    }
}

fn write(path: &Path, existing: Existing, result: Result<(), Failure>) -> Result<(), Failure> {
    let sink = Target::File(path.to_owned(), existing).open()?;
    let style =
        Style { format: Format::Raw, strings: Strings::Quoted, paint: Paint::Plain, transform: Transform::None };
    let mut output = Output::new(&style, sink);
    output.bytes(b"new")?;
    end(output, result)
}

#[test]
fn a_file_is_there_only_when_all_of_it_is() {
    let folder = Folder::new();
    let path = folder.0.join("a");
    write(&path, Existing::Kept, Err(Failure::Closed)).unwrap_err();
    assert!(folder.names().is_empty());
    // A bad end is news that is wanted.
    write(&path, Existing::Kept, Err(Failure::EndedBadly("FAILED".to_owned()))).unwrap_err();
    assert_eq!(folder.names(), ["a"]);
    assert_eq!(fs::read(path).unwrap(), b"new");
}

#[test]
fn nothing_is_overwritten_unasked() {
    let folder = Folder::new();
    let path = folder.0.join("a");
    fs::write(&path, "old").unwrap();
    let refused = write(&path, Existing::Kept, Ok(())).unwrap_err();
    assert!(matches!(&refused, Failure::Usage(message) if message.contains("--overwrite")), "{refused:?}");
    assert_eq!(fs::read(&path).unwrap(), b"old");
    write(&path, Existing::Replaced, Ok(())).unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"new");
}

#[test]
fn a_file_that_comes_up_meanwhile_is_kept() {
    let folder = Folder::new();
    let path = folder.0.join("a");
    let sink = Target::File(path.clone(), Existing::Kept).open().unwrap();
    // Two commands do not write one file.
    assert!(matches!(Target::File(path.clone(), Existing::Kept).open(), Err(Failure::Usage(_))));
    fs::write(&path, "old").unwrap();
    sink.finish().unwrap_err();
    assert_eq!(folder.names(), ["a"]);
    assert_eq!(fs::read(&path).unwrap(), b"old");
}

#[test]
fn in_a_folder_the_service_names_the_file() {
    let target = Target::Folder("x".into(), Existing::Kept);
    assert!(matches!(target.open(), Err(Failure::Usage(_))));
    let disposition = "attachment; filename=\"../a.pdf\"".parse().unwrap();
    let headers = HeaderMap::from_iter([(http::header::CONTENT_DISPOSITION, disposition)]);
    assert_eq!(target.clone().named_by(&headers), Target::File("x/a.pdf".into(), Existing::Kept));
    assert_eq!(target.named_by(&HeaderMap::new()), Target::File("x/response".into(), Existing::Kept));
}
