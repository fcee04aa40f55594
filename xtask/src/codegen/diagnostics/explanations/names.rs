//! Codes of references and names.

use super::Entry;
use crate::codegen::diagnostics::Code;

pub const ENTRIES: &[Entry] = &[
    Entry {
        code: Code::RefTargetMissing,
        meaning: "The reference leads to nothing, or `security` names a scheme that is not declared. The help names what is \
                  spelled alike.",
        wrong: "components:\n  schemas:\n    Batch: { type: object, properties: { id: { $ref: '#/components/schemas/BatchID' } } }\n    \
                BatchId: { type: string }\n",
        right: "components:\n  schemas:\n    Batch: { type: object, properties: { id: { $ref: '#/components/schemas/BatchId' } } }\n    \
                BatchId: { type: string }\n",
    },
    Entry {
        code: Code::RefCycle,
        meaning: "Each of these references is only another reference, and they come back to where they began: nothing is ever \
                  described. One of them has to become a schema of its own.",
        wrong: "components:\n  schemas:\n    A: { $ref: '#/components/schemas/B' }\n    B: { $ref: '#/components/schemas/A' }\n",
        right: "components:\n  schemas:\n    A: { $ref: '#/components/schemas/B' }\n    B: { type: object, properties: { id: { type: string } } }\n",
    },
    Entry {
        code: Code::InfiniteType,
        meaning: "Every value of the schema requires another value of it inside, without end, so there is none. Make one of the \
                  properties on the way optional, nullable, or a list; the generator then adds a `Box` where Rust needs one.",
        wrong: "components:\n  schemas:\n    Node:\n      type: object\n      required: [next]\n      \
                properties: { next: { $ref: '#/components/schemas/Node' } }\n",
        right: "components:\n  schemas:\n    Node:\n      type: object\n      \
                properties: { next: { $ref: '#/components/schemas/Node' } }\n",
    },
    Entry {
        code: Code::ForeignRef,
        meaning: "References may only lead into the description itself, as `#/…`. Other files and URLs are never opened: what is \
                  generated depends on one file, and a description cannot make the generator read or fetch anything.",
        wrong: "components:\n  schemas:\n    Batch: { $ref: 'https://example.com/batch.yaml' }\n",
        right: "components:\n  schemas:\n    Batch: { $ref: '#/components/schemas/Job' }\n    Job: { type: object, properties: { id: { type: string } } }\n",
    },
    Entry {
        code: Code::MalformedRef,
        meaning: "After `#`, a reference is a JSON pointer: keys, each after a `/`. Inside a key, `/` is written `~1` and `~` is \
                  written `~0`; `%` begins two hexadecimal digits.",
        wrong: "components:\n  schemas:\n    A: { $ref: '#/components/schemas/B~2' }\n    B: { type: string }\n",
        right: "components:\n  schemas:\n    A: { $ref: '#/components/schemas/B' }\n    B: { type: string }\n",
    },
    Entry {
        code: Code::NameCollision,
        meaning: "The names differ on the wire and become the same Rust identifier. Numbering them would let a new name change an \
                  old one, so the description has to decide: `x-rust-name` names one of them, and the wire name stays.",
        wrong: "components:\n  schemas:\n    Batch: { type: object, properties: { fooBar: { type: string }, foo_bar: { type: string } } }\n",
        right: "components:\n  schemas:\n    Batch:\n      type: object\n      properties:\n        \
                fooBar: { type: string, x-rust-name: foo_bar_camel }\n        foo_bar: { type: string }\n",
    },
    Entry {
        code: Code::VariantCollision,
        meaning: "Two values of an enum become the same variant, or one becomes `Unknown`, which every generated enum has for \
                  values it does not know. `x-rust-names` names variants by their wire value.",
        wrong: "components:\n  schemas:\n    Grade: { type: string, enum: [A-B, A_B] }\n",
        right: "components:\n  schemas:\n    Grade: { type: string, enum: [A-B, A_B], x-rust-names: { A_B: AUnderscoreB } }\n",
    },
    Entry {
        code: Code::ReservedName,
        meaning: "The name has a meaning in Rust, in every generated crate, or already for the resource of the operation, so it gets \
                  its fixed replacement. That is no error, \
                  but worth a look: `x-rust-name` chooses another.",
        wrong: "paths:\n  /a:\n    get:\n      operationId: readA\n      responses:\n        '200':\n          description: A.\n          \
                content: { application/json: { schema: { $ref: '#/components/schemas/Error' } } }\n\
                components:\n  schemas:\n    Error: { type: object, properties: { detail: { type: string } } }\n",
        right: "paths:\n  /a:\n    get:\n      operationId: readA\n      responses:\n        '200':\n          description: A.\n          \
                content: { application/json: { schema: { $ref: '#/components/schemas/Error' } } }\n\
                components:\n  schemas:\n    Error: { type: object, x-rust-name: Failure, properties: { detail: { type: string } } }\n",
    },
    Entry {
        code: Code::UnsafeName,
        meaning: "The name holds characters that cannot be seen, change the direction of the text around them, or look like others. \
                  Code made of it could read differently from what it does. `x-rust-name` gives a plain name; the wire name stays.",
        wrong: "components:\n  schemas:\n    Batch: { type: object, properties: { \"i\\u200Bd\": { type: string } } }\n",
        right: "components:\n  schemas:\n    Batch: { type: object, properties: { id: { type: string } } }\n",
    },
    Entry {
        code: Code::RefKind,
        meaning: "The reference leads to something that exists and is of another kind: a parameter where a schema is wanted, say. \
                  Each kind has its own part of `components`.",
        wrong: "paths:\n  /a:\n    get:\n      operationId: readA\n      parameters: [{ $ref: '#/components/schemas/Name' }]\n      \
                responses: { '204': { description: Done. } }\n\
                components:\n  schemas:\n    Name: { type: string }\n",
        right: "paths:\n  /a:\n    get:\n      operationId: readA\n      parameters: [{ $ref: '#/components/parameters/Name' }]\n      \
                responses: { '204': { description: Done. } }\n\
                components:\n  parameters:\n    Name: { name: name, in: query, schema: { type: string } }\n",
    },
];
