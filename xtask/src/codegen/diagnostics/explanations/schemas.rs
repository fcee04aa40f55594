//! Codes of schemas that contradict themselves.

use super::Entry;
use crate::codegen::diagnostics::Code;

pub const ENTRIES: &[Entry] = &[
    Entry {
        code: Code::IncompatibleParts,
        meaning: "The parts of an `allOf` all hold for one value, and here two of them say different things of one property. \
                  Declare it in one of them only.",
        wrong: "components:\n  schemas:\n    Both:\n      allOf:\n        \
                - { type: object, properties: { id: { type: string } } }\n        \
                - { type: object, properties: { id: { type: integer } } }\n",
        right: "components:\n  schemas:\n    Both:\n      allOf:\n        \
                - { type: object, properties: { id: { type: string } } }\n        \
                - { type: object, properties: { size: { type: integer } } }\n",
    },
    Entry {
        code: Code::EmptyRange,
        meaning: "The minimum is above the maximum, so that no value fits. Mostly the two were exchanged.",
        wrong: "components:\n  schemas:\n    Size: { type: integer, minimum: 100, maximum: 1 }\n",
        right: "components:\n  schemas:\n    Size: { type: integer, minimum: 1, maximum: 100 }\n",
    },
    Entry {
        code: Code::ImpossibleDefault,
        meaning: "The default is of another type, outside the range, or not among the values of the enum: the service could not \
                  take it if it were sent.",
        wrong: "components:\n  schemas:\n    Status: { type: string, enum: [running, done], default: runing }\n",
        right: "components:\n  schemas:\n    Status: { type: string, enum: [running, done], default: running }\n",
    },
    Entry {
        code: Code::EnumValueType,
        meaning: "A value of the enum is not of the schema's `type` and can therefore never occur.",
        wrong: "components:\n  schemas:\n    Level: { type: string, enum: [low, [high]] }\n",
        right: "components:\n  schemas:\n    Level: { type: string, enum: [low, high] }\n",
    },
    Entry {
        code: Code::UnknownRequired,
        meaning: "`required` names a property that is not declared under `properties`. Mostly one of the two is misspelled.",
        wrong: "components:\n  schemas:\n    Batch: { type: object, required: [ID], properties: { id: { type: string } } }\n",
        right: "components:\n  schemas:\n    Batch: { type: object, required: [id], properties: { id: { type: string } } }\n",
    },
    Entry {
        code: Code::DuplicateEnumValue,
        meaning: "A value stands twice in an enum. It would become two variants for one thing.",
        wrong: "components:\n  schemas:\n    Level: { type: string, enum: [low, high, low] }\n",
        right: "components:\n  schemas:\n    Level: { type: string, enum: [low, high] }\n",
    },
    Entry {
        code: Code::ExampleMisfit,
        meaning: "An example says something else than the schema beside it, so one of the two is wrong. Examples of \
                  responses become fixtures of the crate, which have to be read by its models.",
        wrong: "paths:\n  /level:\n    get:\n      operationId: getLevel\n      responses:\n        '200':\n          \
                description: The level.\n          content:\n            application/json: { schema: { type: integer }, \
                example: high }\n",
        right: "paths:\n  /level:\n    get:\n      operationId: getLevel\n      responses:\n        '200':\n          \
                description: The level.\n          content:\n            application/json: { schema: { type: integer }, \
                example: 3 }\n",
    },
    Entry {
        code: Code::IdleKeyword,
        meaning: "A keyword speaks of objects, lists, texts or numbers, and the schema has another type. JSON Schema ignores it \
                  then, and so does the generator; but somebody meant something by it.",
        wrong: "components:\n  schemas:\n    Level: { type: integer, minLength: 1 }\n",
        right: "components:\n  schemas:\n    Level: { type: integer, minimum: 1 }\n",
    },
    Entry {
        code: Code::OtherVersion,
        meaning: "OpenAPI 3.0 and 3.1 say some things in different words. The generator understands both; other tools take the \
                  version at its word, and ignore or refuse what it does not have.",
        wrong: "components:\n  schemas:\n    Level: { type: integer, nullable: true }\n",
        right: "components:\n  schemas:\n    Level: { type: [integer, 'null'] }\n",
    },
];
