//! Codes of the text and its tree.

use super::Entry;
use crate::codegen::diagnostics::Code;

pub const ENTRIES: &[Entry] = &[
    Entry {
        code: Code::EmptyDescription,
        meaning: "The file has no content, or nothing but comments. Often the wrong file was named, or the tool that should \
                  have written it failed.",
        wrong: "# nothing but a comment\n",
        right: "openapi: 3.1.0\ninfo: { title: Example, version: 1.0.0 }\npaths: {}\n",
    },
    Entry {
        code: Code::Syntax,
        meaning: "The text is neither YAML nor JSON. The place shown is where reading became impossible; the cause may stand a \
                  little before it. YAML is indented with spaces, never with tabs; a text with `: ` or ` #` in it needs quotes.",
        wrong: "paths: {}\ntags:\n  - name: a: b\n",
        right: "paths: {}\ntags:\n  - name: 'a: b'\n",
    },
    Entry {
        code: Code::Encoding,
        meaning: "Descriptions are UTF-8, with or without a byte order mark. Files from Windows tools may be UTF-16 or Latin-1: \
                  `iconv` converts them. In the example, é is a single byte of Latin-1.",
        wrong: "info: { title: Caf\\xE9 }   # not UTF-8\n",
        right: "tags: [{ name: Café }]\n",
    },
    Entry {
        code: Code::ControlCharacter,
        meaning: "Control characters do nothing in a text but confuse terminals and tools, so they are refused wherever they \
                  stand, also as escapes. Tabs and line breaks are the exception.",
        wrong: "tags: [{ name: \"a\\0b\" }]\n",
        right: "tags: [{ name: \"ab\" }]\n",
    },
    Entry {
        code: Code::DuplicateKey,
        meaning: "A key may stand once in a mapping. YAML readers differ in which of two they keep, and most drop the other \
                  without a word: an operation would be missing and nobody told.",
        wrong: "paths:\n  /a: {}\n  /b: {}\n  /a: {}\n",
        right: "paths:\n  /a: {}\n  /b: {}\n",
    },
    Entry {
        code: Code::AliasExpansion,
        meaning: "YAML aliases (`*name`) stand for a copy of the node they refer to. A few lines of aliases to aliases can stand \
                  for billions of nodes, so there is a limit of 100 000 copied nodes. OpenAPI's own `$ref` is not copied.",
        wrong: "x-a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n\
                x-b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\n\
                x-c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]\n\
                x-d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]\n\
                x-e: [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]\n",
        right: "components:\n  schemas:\n    A: { type: string }\n    B: { type: array, items: { $ref: '#/components/schemas/A' } }\n",
    },
    Entry {
        code: Code::AliasCycle,
        meaning: "An alias inside the node it refers to would make the node infinitely large. What contains itself, such as a \
                  tree, is written with `$ref`.",
        wrong: "components:\n  schemas:\n    Tree: &tree\n      type: object\n      properties: { left: *tree }\n",
        right: "components:\n  schemas:\n    Tree:\n      type: object\n      properties: { left: { $ref: '#/components/schemas/Tree' } }\n",
    },
    Entry {
        code: Code::TooDeep,
        meaning: "Mappings and lists may be nested 128 levels deep; no description written by a person comes near it. Name the \
                  inner parts under `components` and refer to them. References, too, may lead through 64 others at most, and models, \
                  lists and maps may stand inside each other as deep as rustc follows, which is some 25 lists of models. A model may hold 10,000 values in \
                  itself: one that holds two others, each of which holds two others, outgrows the stack.",
        wrong: "x-deep: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\
                [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\
                ]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n",
        right: "components:\n  schemas:\n    Outer: { type: array, items: { $ref: '#/components/schemas/Inner' } }\n    \
                Inner: { type: string }\n",
    },
    Entry {
        code: Code::SeveralDocuments,
        meaning: "A line of `---` begins another YAML document. One file holds one description.",
        wrong: "paths: {}\n---\npaths: {}\n",
        right: "paths: {}\n",
    },
    Entry {
        code: Code::AmbiguousScalar,
        meaning: "YAML reads an unquoted `1e3` as a number, `true` as a boolean and `null` as null, whatever `type` says. A value \
                  of a string enum that is not text would never be sent or understood. Quotes make it text. A string schema that \
                  may be null says so: `type: [string, 'null']`.",
        wrong: "components:\n  schemas:\n    Size: { type: string, enum: [small, 1e3, null] }\n",
        right: "components:\n  schemas:\n    Size: { type: string, enum: [small, '1e3', 'null'] }\n",
    },
    Entry {
        code: Code::OlderYaml,
        meaning: "This generator reads YAML 1.2, where `no` is text. Many tools read YAML 1.1, where unquoted `yes`, `no`, `on` \
                  and `off` are booleans, `0755` and `12:30` numbers, and `2024-01-31` a date. Quotes make all tools agree.",
        wrong: "components:\n  schemas:\n    Answer: { type: string, enum: [yes, no] }\n",
        right: "components:\n  schemas:\n    Answer: { type: string, enum: ['yes', 'no'] }\n",
    },
    Entry {
        code: Code::TrailingComma,
        meaning: "The file is named `.json` and is not quite JSON, mostly because of a comma before a closing brace. It was read \
                  as YAML, which allows that; other tools will refuse it.",
        wrong: "{\n  \"openapi\": \"3.1.0\",\n  \"info\": { \"title\": \"Example\", \"version\": \"1.0.0\" },\n  \"paths\": {},\n}\n",
        right: "{\n  \"openapi\": \"3.1.0\",\n  \"info\": { \"title\": \"Example\", \"version\": \"1.0.0\" },\n  \"paths\": {}\n}\n",
    },
    Entry {
        code: Code::TooLarge,
        meaning: "Descriptions over 16 MiB are refused before they are read: nearly always a wrong file was named. `--max-size` \
                  raises the limit. More than 50000 schemas and enum values are refused too, because the crate would take \
                  minutes to compile; `--max-schemas` raises that limit.",
        wrong: "(a file of more than 16 MiB)\n",
        right: "paths: {}   # with `--max-size 64MiB`, the same large file\n",
    },
    Entry {
        code: Code::RootNotMapping,
        meaning: "A description is a mapping whose first key is `openapi`. A list or a single value is something else.",
        wrong: "- openapi: 3.1.0\n- paths: {}\n",
        right: "openapi: 3.1.0\ninfo: { title: Example, version: 1.0.0 }\npaths: {}\n",
    },
    Entry {
        code: Code::UnsupportedVersion,
        meaning: "Supported are OpenAPI 3.0 and 3.1. Swagger 2.0 can be converted, for example with swagger2openapi. The version \
                  is text of three parts; an unquoted `3.1` is a number.",
        wrong: "openapi: 3.1\ninfo: { title: Example, version: 1.0.0 }\npaths: {}\n",
        right: "openapi: 3.1.0\ninfo: { title: Example, version: 1.0.0 }\npaths: {}\n",
    },
];
