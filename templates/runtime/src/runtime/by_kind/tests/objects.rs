//! Several objects in one place.

mod members;

use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{MapAccessDeserializer, MapDeserializer};
use serde_json::{Value, json};

use crate::runtime::by_kind::OtherValue;
use crate::runtime::decode;
use crate::runtime::object::object;

#[derive(Clone, Debug, PartialEq)]
struct Cat {
    kind: String,
    lives: i64,
    friends: Vec<Pet>,
}

object!(Cat, required[kind, lives], optional[friends]);

#[derive(Clone, Debug, PartialEq)]
struct Dog {
    kind: String,
    name: Option<String>,
}

object!(Dog, required[kind], optional[name]);

#[derive(Clone, Debug, PartialEq)]
enum Pet {
    String(String),
    Cat(Box<Cat>),
    Dog(Box<Dog>),
    Other(OtherValue),
}

by_kind!(Pet(String, Cat, Dog), string = String, object = ("kind": Cat "cat" | "kitten", Dog "dog"));

#[derive(Clone, Debug, PartialEq)]
struct Parse {
    name: Option<String>,
    user_id: Option<String>,
    then: Option<Box<Job>>,
}

object!(Parse, optional[name, user_id, then]);

#[derive(Clone, Debug, PartialEq)]
struct Classify {
    rules: Vec<String>,
    user_id: String,
}

object!(Classify, required[rules, user_id]);

#[derive(Clone, Debug, PartialEq)]
enum Job {
    Parse(Box<Parse>),
    Classify(Box<Classify>),
    Other(OtherValue),
}

by_kind!(Job(Parse, Classify), object = [Parse, Classify]);

#[derive(Clone, Debug, PartialEq)]
struct Pages {
    mode: Option<String>,
    size: Option<i64>,
}

object!(Pages, optional[mode, size]);

#[derive(Clone, Debug, PartialEq)]
struct Words {
    mode: Option<String>,
    size: Option<i64>,
    overlap: Option<i64>,
}

object!(Words, optional[mode, size, overlap]);

#[derive(Clone, Debug, PartialEq)]
enum Split {
    Pages(Box<Pages>),
    Words(Box<Words>),
    Other(OtherValue),
}

by_kind!(Split(Pages, Words), object = (optional "mode": Pages "pages", Words "words"));

#[derive(Clone, Debug, PartialEq)]
struct Done {
    ok: bool,
}

object!(Done, required[ok]);

#[derive(Clone, Debug, PartialEq)]
struct Failed {
    ok: bool,
    reason: Option<String>,
}

object!(Failed, required[ok], optional[reason]);

#[derive(Clone, Debug, PartialEq)]
enum End {
    Done(Box<Done>),
    Failed(Box<Failed>),
    Other(OtherValue),
}

by_kind!(End(Done, Failed), object = ("ok": Done "true" | "1", Failed "false"));

#[derive(Clone, Debug, PartialEq)]
struct Note {
    kind: Option<String>,
    text: Option<String>,
    tags: Option<Vec<String>>,
}

object!(Note, optional[kind, text, tags]);

#[derive(Clone, Debug, PartialEq)]
enum Entry {
    Note(Box<Note>),
    Other(OtherValue),
}

by_kind!(Entry(Note), object = ("kind": Note "no\te" | "note"));

/// A page, whose parts beside the items are read from their text.
#[derive(Clone, Debug, PartialEq)]
struct Listed {
    kind: String,
    items: Vec<String>,
    next: Option<String>,
    total: Option<u64>,
}

object!(Listed, required[kind, items], optional[next as Token, total as Total]);

#[derive(Clone, Debug, PartialEq)]
enum Answer {
    Listed(Box<Listed>),
    Other(OtherValue),
}

by_kind!(Answer(Listed), object = ("kind": Listed "page"));

#[derive(Clone, Debug, PartialEq)]
enum Guess {
    Listed(Box<Listed>),
    Done(Box<Done>),
    Other(OtherValue),
}

by_kind!(Guess(Listed, Done), object = [Listed, Done]);

#[derive(Clone, Debug, PartialEq)]
enum Whole {
    Guess(Box<Guess>),
    Entry(Box<Entry>),
    Other(OtherValue),
}

by_kind!(Whole(Guess, Entry), object = ("kind": Guess "page", Entry "note"));

#[track_caller]
fn read<
    T: crate::runtime::wire::Wire + serde::Serialize + serde::de::DeserializeOwned + PartialEq + std::fmt::Debug,
>(
    json: &str,
) -> T {
    let read: T = decode::json(json.as_bytes()).unwrap();
    let value: Value = serde_json::from_str(json).unwrap();
    assert_eq!(serde_json::from_value::<T>(value).unwrap(), read, "read from a value");
    assert_eq!(serde_json::from_reader::<_, T>(json.as_bytes()).unwrap(), read, "read from a stream");
    read
}

/// Is kept, and is written as it came.
#[track_caller]
fn is_kept(json: &str) {
    let Pet::Other(pet) = read::<Pet>(json) else { panic!("{json} is a pet") };
    let Job::Other(job) = read::<Job>(json) else { panic!("{json} is a job") };
    let value: Value = serde_json::from_str(json).unwrap();
    assert_eq!((pet.json(), job.json()), (&value, &value));
    assert_eq!(serde_json::to_value(Pet::Other(pet)).unwrap(), value);
}

#[test]
fn a_tag_is_found_wherever_it_stands() {
    let dog = Pet::Dog(Box::new(Dog { kind: "dog".to_owned(), name: Some("Rex".to_owned()) }));
    for json in [
        r#"{"kind": "dog", "name": "Rex"}"#,
        r#"{"name": "Rex", "new": {"kind": [1e3, "}\"{"]}, "kind": "dog"}"#,
        r#"{ "new" : null , "kind" : "dog" , "name" : "Rex" , "more" : [] }"#,
    ] {
        assert_eq!(read::<Pet>(json), dog, "{json}");
    }
    let Pet::Cat(cat) =
        read(r#"{"friends": [{"name": "Rex", "kind": "dog"}, "a bird"], "lives": 9.0, "kind": "kitten"}"#)
    else {
        panic!()
    };
    assert_eq!((cat.kind.as_str(), cat.lives), ("kitten", 9));
    assert_eq!(cat.friends, [dog, Pet::String("a bird".to_owned())]);
}

#[test]
fn members_before_the_tag_and_the_tag_itself_may_be_optional_and_have_escapes() {
    let text = |json: &str| {
        let Entry::Note(note) = read::<Entry>(json) else { panic!("{json}") };
        (note.kind.unwrap(), note.text.unwrap())
    };
    let read = |kind: &str, text: &str| (kind.to_owned(), text.to_owned());
    assert_eq!(text(r#"{"kind": "note", "text": "a"}"#), read("note", "a"));
    assert_eq!(text(r#"{"text": "a", "tags": ["\\"], "kind": "note"}"#), read("note", "a"));
    assert_eq!(text(r#"{"text": "\"\\", "k\u0069nd": "no\te"}"#), read("no\te", "\"\\"));
    assert_eq!(text(r#"{"k\u0069nd": "no\u0074e", "text": ""}"#), read("note", ""));
}

#[test]
fn of_a_tag_that_stands_twice_the_first_one_decides_and_the_last_one_is_what_the_object_has() {
    let json = br#"{"text": "a", "kind": "note", "text": "b", "kind": "a note"}"#;
    let note = Note { kind: Some("a note".to_owned()), text: Some("b".to_owned()), tags: None };
    assert_eq!(decode::json::<Entry>(json), Ok(Entry::Note(Box::new(note))));
}

#[test]
fn what_nobody_reads_before_the_tag_may_be_what_no_type_holds() {
    let json = r#"{"new": 1e999, "text": "a", "newer": "\ud800", "kind": "note"}"#;
    let note = Note { kind: Some("note".to_owned()), text: Some("a".to_owned()), tags: None };
    assert_eq!(decode::json::<Entry>(json.as_bytes()), Ok(Entry::Note(Box::new(note))));
}

#[test]
fn strings_that_were_kept_are_read_by_what_wants_their_text() {
    let page = |next: &str| Listed {
        kind: "page".to_owned(),
        items: vec!["a".to_owned()],
        next: Some(next.to_owned()),
        total: Some(7),
    };
    for (json, next) in [
        (r#"{"next": "n\u0031", "total": "7", "items": ["a"], "kind": "page"}"#, "n1"),
        (r#"{"next": "n1", "total": "7", "items": ["a"], "kind": "page"}"#, "n1"),
        (r#"{"next": "é\"\\", "total": 7, "items": ["a"], "kind": "page"}"#, "é\"\\"),
        (
            r#"{"next": 12345678901234567890123, "total": 7.0, "items": ["a"], "kind": "page"}"#,
            "12345678901234567890123",
        ),
        (r#"{"kind": "page", "next": "n1", "total": "7", "items": ["a"]}"#, "n1"),
    ] {
        let answer = decode::json::<Answer>(json.as_bytes());
        assert_eq!(answer, Ok(Answer::Listed(Box::new(page(next)))), "{json}");
        let guess = Guess::Listed(Box::new(page(next)));
        assert_eq!(decode::json::<Guess>(json.as_bytes()), Ok(guess.clone()), "{json}");
        assert_eq!(decode::json::<Whole>(json.as_bytes()), Ok(Whole::Guess(Box::new(guess))), "{json}");
    }
}

#[test]
fn a_union_in_a_union_is_read_of_what_was_kept_twice() {
    let note = Note { kind: Some("note".to_owned()), text: Some("a".to_owned()), tags: Some(vec!["b".to_owned()]) };
    let json = r#"{"text": "a", "tags": ["b"], "new": {"a": "\"", "b": [1.50]}, "kind": "note"}"#;
    assert_eq!(read::<Whole>(json), Whole::Entry(Box::new(Entry::Note(Box::new(note)))));
    let Whole::Guess(guess) = read(r#"{"new": "a", "items": 1, "kind": "page", "next": "n"}"#) else { panic!() };
    let Guess::Other(other) = *guess else { panic!() };
    assert_eq!(other.json(), &json!({"new": "a", "items": 1, "kind": "page", "next": "n"}));
}

#[test]
fn a_tag_may_be_a_truth_value_or_a_number() {
    assert_eq!(read::<End>(r#"{"ok": true}"#), End::Done(Box::new(Done { ok: true })));
    let failed = End::Failed(Box::new(Failed { ok: false, reason: Some("late".to_owned()) }));
    assert_eq!(read::<End>(r#"{"reason": "late", "ok": false}"#), failed);
    // The tag is found, and the member is still what its type says.
    for (json, what) in [(r#"{"ok": 1}"#, "integer `1`"), (r#"{"ok": 1.0}"#, "floating point `1.0`")] {
        let problem = decode::json::<End>(json.as_bytes()).unwrap_err().to_string();
        assert!(problem.starts_with(&format!("invalid type: {what}, expected a boolean")), "{problem}");
    }
    for json in [r#"{"ok": null}"#, r#"{"ok": 2}"#, r#"{"ok": [true]}"#, r#"{"ok": 0.5}"#, "{}"] {
        assert!(matches!(read::<End>(json), End::Other(_)), "{json}");
    }
}

/// As a value that was parsed before gives it where a neighbour has switched on `arbitrary_precision`.
#[test]
fn a_tag_may_be_a_number_of_128_bits() {
    fn end<'de>(ok: impl IntoDeserializer<'de, serde_json::Error>) -> End {
        let members = MapDeserializer::new([("ok", ok)].into_iter());
        End::deserialize(MapAccessDeserializer::new(members)).unwrap()
    }
    for end in [end(i128::MIN), end(i128::from(u64::MAX) + 1), end(u128::MAX)] {
        assert!(matches!(&end, End::Other(other) if other.json()["ok"].is_f64()), "{end:?}");
    }
}

#[test]
fn what_is_none_of_the_objects_is_kept_as_it_came() {
    for json in [
        r#"{"kind": "bird", "wings": 2}"#,
        r#"{"wings": 2, "kind": "bird"}"#,
        r#"{"wings": 2}"#,
        r#"{"kind": 1, "wings": [1.5, {"a": null}]}"#,
        r#"{"kind": null}"#,
        "[1]",
        "7",
        "null",
    ] {
        is_kept(json);
    }
}

#[test]
fn an_object_of_a_known_tag_that_does_not_fit_is_an_error_with_its_place() {
    for (json, problem) in [
        (r#"{"kind": "cat"}"#, "missing field `lives`"),
        (r#"{"kind": "cat", "lives": "nine"}"#, "lives: invalid type: string \"nine\""),
        (r#"{"lives": "nine", "kind": "cat"}"#, "invalid type: string \"nine\""),
    ] {
        let told = decode::json::<Pet>(json.as_bytes()).unwrap_err().to_string();
        assert!(told.starts_with(problem), "{told}");
    }
}

#[test]
fn where_a_tag_is_optional_members_tell_what_an_object_without_it_is() {
    let split = |json: &str| {
        let split: Split = read(json);
        assert_eq!(serde_json::to_value(&split).unwrap(), serde_json::from_str::<Value>(json).unwrap());
        split
    };
    assert!(matches!(split(r#"{"mode": "pages"}"#), Split::Pages(_)));
    assert!(matches!(split(r#"{"size": 1, "mode": "words"}"#), Split::Words(_)));
    assert!(matches!(split(r#"{"overlap": 1}"#), Split::Words(_)));
    assert!(matches!(split("{}"), Split::Pages(_)));
    assert!(matches!(split(r#"{"size": 1, "mode": "lines"}"#), Split::Other(_)));
    assert!(matches!(read(r#"{"mode": null, "overlap": 1}"#), Split::Words(_)));
    let problem = decode::json::<Split>(br#"{"mode": "words", "overlap": "a"}"#).unwrap_err().to_string();
    assert!(problem.starts_with("overlap: invalid type: string"), "{problem}");
}

/// serde itself buffers what it reads by way of `untagged` or `flatten`, in a form of its own.
#[test]
fn what_another_reader_has_buffered_is_read_too() {
    #[derive(Deserialize, Debug)]
    #[serde(untagged)]
    enum Mine {
        Pets(Vec<Pet>),
        Jobs { jobs: Vec<Job> },
    }
    let Mine::Pets(pets) = serde_json::from_value(json!([{"name": "Rex", "kind": "dog"}, {"a": 1}])).unwrap() else {
        panic!()
    };
    assert!(matches!(pets.as_slice(), [Pet::Dog(_), Pet::Other(_)]));
    let Mine::Jobs { jobs } = serde_json::from_str(r#"{"jobs": [{"rules": [], "user_id": "u"}]}"#).unwrap() else {
        panic!()
    };
    assert!(matches!(jobs.as_slice(), [Job::Classify(_)]));
}

/// Each level is parsed anew, and must not bring the stack to its end.
#[test]
fn depth_has_an_end() {
    let deep = |levels: usize, open: &str, close: &str| format!("{}1{}", open.repeat(levels), close.repeat(levels));
    for json in [
        deep(100_000, r#"{"then":"#, "}"),
        deep(100_000, r#"{"a": [], "then": {"b":"#, "}}"),
        deep(100_000, r#"{"name": "n", "new": ["#, "]}"),
    ] {
        assert!(decode::json::<Job>(json.as_bytes()).is_err());
        assert!(decode::json::<Pet>(json.as_bytes()).is_err());
    }
    let bearable = deep(40, r#"{"then":"#, "}");
    assert!(decode::json::<Job>(bearable.as_bytes()).is_ok());
}
