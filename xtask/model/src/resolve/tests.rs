use super::*;
use crate::bounds::Bound;
use crate::diagnostics::{MessageFormat, render};
use crate::openapi::{Limits, Source, parse, read};

const HEAD: &str = "openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths: {}\n";

/// What is made of the component schema `A` beside others, and the codes of the problems.
fn check(others: &str, a: &str, test: impl FnOnce(&Resolved<'_>, &KnownSlot<'_>, &[&str])) {
    let text = format!("{HEAD}components: {{ schemas: {{ A: {a}, {others} }} }}\n");
    let source = Source::new("a.yaml", text);
    let mut diagnostics = Diagnostics::default();
    let limits = Limits::default();
    let tree = parse(&source, &limits, &mut diagnostics);
    let document = tree.and_then(|tree| read(&tree, &limits, &mut diagnostics));
    let document = document.unwrap_or_else(|| panic!("{}", render(&diagnostics, &source, MessageFormat::Short)));
    let resolved = resolve(&document, &mut diagnostics);
    let codes: Vec<&str> = diagnostics.iter().map(|problem| problem.code.as_str()).collect();
    test(&resolved, &resolved.components[0].1, &codes);
}

/// A schema without errors; a warning may say that it mixes the versions.
fn sound(others: &str, a: &str, test: impl FnOnce(&Slot<'_>, &Kind<'_>)) {
    check(others, a, |resolved, slot, codes| {
        assert!(codes.iter().all(|code| code.starts_with('W')), "{a}: {codes:?}");
        let slot = slot.as_ref().expect("a schema without problems");
        test(slot, &resolved.schemas[slot.schema].kind);
    });
}

#[test]
fn both_versions_of_nullable_mean_the_same() {
    for a in [
        "{ type: string, nullable: true }",
        "{ type: [string, 'null'] }",
        "{ type: [string, 'null'], nullable: true }",
        "{ anyOf: [{ type: string }, { type: 'null' }] }",
        "{ oneOf: [{ const: null }, { type: string }] }",
        "{ nullable: true, allOf: [{ type: string }] }",
    ] {
        sound("", a, |slot, kind| assert!(slot.nullable && matches!(kind, Kind::String(None)), "{a}"));
    }
    sound("", "{ type: string, nullable: true, enum: [a, null] }", |slot, kind| {
        assert!(slot.nullable && matches!(kind, Kind::Enum(values) if values.values.len() == 1));
    });
}

#[test]
fn both_versions_of_exclusive_bounds_mean_the_same() {
    for a in ["{ exclusiveMinimum: 0, type: integer }", "{ minimum: 0, exclusiveMinimum: true, type: integer }"] {
        sound("", a, |slot, _| {
            assert_eq!(slot.bounds.minimum, Some(Bound { value: 0.0, is_exclusive: true }), "{a}");
        });
    }
}

#[test]
fn a_constant_is_an_enum_of_one_value() {
    for (a, at) in
        [("{ const: a }", "const"), ("{ enum: [a, b], const: a }", "const"), ("{ enum: [null, a] }", "enum/1")]
    {
        sound("", a, |_, kind| {
            let Kind::Enum(values) = kind else { panic!("{a}: {kind:?}") };
            let places: Vec<String> = values.values.iter().map(|value| value.at.to_string()).collect();
            assert_eq!(places, [format!("/components/schemas/A/{at}")], "{a}");
        });
    }
}

#[test]
fn listed_numbers_stay_numbers_and_a_place_can_say_which() {
    for (a, expected) in [
        ("{ enum: [1, 2] }", vec!["1", "2"]),
        ("{ type: [boolean, 'null'], enum: [true, null] }", vec!["true"]),
        ("{ type: number, enum: [1, 2, 3], allOf: [{ enum: [2, 3] }] }", vec!["2", "3"]),
        ("{ $ref: '#/components/schemas/B', const: 7 }", vec!["7"]),
    ] {
        sound("B: { type: integer, enum: [7, 8] }", a, |slot, kind| {
            assert!(matches!(kind, Kind::Integer(..) | Kind::Number(_) | Kind::Boolean), "{a}: {kind:?}");
            assert_eq!(slot.values.iter().map(|sited| sited.value.to_string()).collect::<Vec<_>>(), expected, "{a}");
        });
    }
    check("", "{ enum: [1, a] }", |_, slot, codes| assert!(slot.is_ok() && codes.is_empty(), "{codes:?}"));
}

#[test]
fn a_reference_with_more_words_makes_no_new_schema() {
    let b = "B: { type: object, description: of B, properties: { x: { type: string } } }";
    for a in [
        "{ $ref: '#/components/schemas/B', description: of A, deprecated: true }",
        "{ allOf: [{ $ref: '#/components/schemas/B' }], description: of A, deprecated: true }",
        "{ allOf: [{ $ref: '#/components/schemas/B' }, { description: of A, deprecated: true }] }",
        "{ anyOf: [{ $ref: '#/components/schemas/B' }, { type: 'null' }], description: of A, deprecated: true }",
    ] {
        check(b, a, |resolved, slot, codes| {
            let slot = slot.as_ref().expect("a sound schema");
            assert_eq!(resolved.schemas[slot.schema].component, Some("B"), "{a}: {codes:?}");
            assert_eq!((slot.description, slot.deprecated), (Some("of A"), true), "{a}");
        });
    }
}

#[test]
fn what_stands_beside_a_reference_counts() {
    let b = "B: { type: integer, maximum: 9 }, C: { type: string }";
    sound(b, "{ $ref: '#/components/schemas/B', minimum: 1, format: int32 }", |slot, kind| {
        assert_eq!(slot.bounds.minimum.map(|bound| bound.value), Some(1.0));
        assert_eq!(slot.bounds.maximum.map(|bound| bound.value), Some(9.0));
        assert!(matches!(kind, Kind::Integer(Some(format), _) if format.text == "int32"), "{kind:?}");
    });
    check(b, "{ $ref: '#/components/schemas/C', format: date-time }", |_, _, codes| assert_eq!(codes, ["W0076"]));
}

#[test]
fn parts_are_one_object_and_the_narrower_says_what_a_property_is() {
    let b = "B: { type: object, required: [x], properties: { x: { type: string }, y: { type: integer } } }";
    let a = "{ allOf: [{ $ref: '#/components/schemas/B' }, { required: [y], properties: { x: { enum: [p, q] } } }] }";
    check(b, a, |resolved, slot, codes| {
        assert!(codes.is_empty(), "{codes:?}");
        let slot = slot.as_ref().expect("a sound schema");
        let Kind::Object(object) = &resolved.schemas[slot.schema].kind else { panic!() };
        let names: Vec<_> = object.properties.iter().map(|it| (it.wire, it.required, it.owner)).collect();
        assert_eq!(names, [("x", true, None), ("y", true, Some("B"))]);
        let x = object.properties[0].slot.as_ref().expect("both are text");
        assert!(matches!(&resolved.schemas[x.schema].kind, Kind::Enum(values) if values.values.len() == 2));
    });
}

#[test]
fn parts_that_disagree_are_refused_once() {
    let b = "B: { type: object, properties: { x: { type: string } } }";
    let property = "{ allOf: [{ $ref: '#/components/schemas/B' }, { properties: { x: { type: integer } } }] }";
    check(b, property, |_, _, codes| assert_eq!(codes, ["E0051"]));
    let whole = "{ allOf: [{ $ref: '#/components/schemas/B' }, { type: string }] }";
    check(b, whole, |_, slot, codes| assert!(slot.is_err() && codes == ["E0051"], "{codes:?}"));
}

/// Each part refers to itself, so what both are together does too.
#[test]
fn parts_that_contain_themselves_come_to_an_end() {
    let tree = |name: &str| format!("{name}: {{ properties: {{ next: {{ $ref: '#/components/schemas/{name}' }} }} }}");
    let a = "{ allOf: [{ $ref: '#/components/schemas/B' }, { $ref: '#/components/schemas/C' }] }";
    check(&format!("{}, {}", tree("B"), tree("C")), a, |resolved, slot, codes| {
        assert!(codes.is_empty() && slot.is_ok(), "{codes:?}");
        assert!(resolved.schemas.0.len() < 8, "{}", resolved.schemas.0.len());
    });
}

#[test]
fn alternatives_are_kept_apart_with_what_tells_them_apart() {
    let others = "B: { type: object, properties: { kind: { const: b } } }, C: { type: object, properties: { kind: { const: c } } }";
    let branches = "[{ $ref: '#/components/schemas/B' }, { $ref: '#/components/schemas/C' }, { type: 'null' }]";
    for (keyword, choice) in [("oneOf", Choice::One), ("anyOf", Choice::AtLeastOne)] {
        let a = format!("{{ {keyword}: {branches}, discriminator: {{ propertyName: kind }} }}");
        sound(others, &a, |slot, kind| {
            let Kind::Union(union) = kind else { panic!("{kind:?}") };
            assert_eq!((union.choice, union.branches.len(), slot.nullable), (choice, 2, true));
            assert_eq!(union.tag.map(|tag| tag.property.text.as_str()), Some("kind"));
        });
    }
}

#[test]
fn what_refers_twice_to_the_level_below_is_looked_at_once_on_each_level() {
    const LEVELS: usize = 30;
    let inner = |level: usize| format!("{{ $ref: '#/components/schemas/L{level}/properties/p' }}");
    let named = |level: usize| format!("{{ $ref: '#/components/schemas/L{level}' }}");
    let levels = |schema: &dyn Fn(usize) -> String| {
        let levels: Vec<String> = (0..LEVELS).map(|level| format!("L{level}: {}", schema(level))).collect();
        let end = "{ type: object, required: [p], properties: { p: { type: object, properties: { q: {} } } } }";
        format!("{}, L{LEVELS}: {end}", levels.join(", "))
    };
    let in_property = |schema: String| format!("{{ type: object, properties: {{ p: {schema} }} }}");
    let twice = |keyword: &str, part: String| format!("{{ {keyword}: [{part}, {part}] }}");
    let both = |part: String| format!("{{ type: object, properties: {{ p: {part}, q: {part} }} }}");
    let cases = [
        levels(&|level| in_property(twice("allOf", inner(level + 1)))),
        levels(&|level| twice("allOf", named(level + 1))),
        levels(&|level| in_property(both(inner(level + 1)))),
        levels(&|level| in_property(twice("oneOf", inner(level + 1)))),
        levels(&|level| in_property(twice("anyOf", inner(level + 1)))),
        levels(&|level| both(named(level + 1))),
        levels(&|level| twice("oneOf", named(level + 1))),
    ];
    for others in &cases {
        // That there is an answer at all is what is shown.
        check(others, &inner(0), |_, _, _| {});
        check(others, &named(0), |_, _, _| {});
    }
}
