//! Codes of paths and operations.

use super::Entry;
use crate::codegen::diagnostics::Code;

pub const ENTRIES: &[Entry] = &[
    Entry {
        code: Code::MissingPart,
        meaning: "OpenAPI requires the keyword, and without it nothing sensible can be generated: a description has `info` and \
                  `paths`, a parameter has `name`, `in` and `schema`, a response has a `description`.",
        wrong: "paths:\n  /batches:\n    get:\n      operationId: listBatches\n      parameters: [{ in: query, schema: { type: string } }]\n      \
                responses: { '204': { description: Done. } }\n",
        right: "paths:\n  /batches:\n    get:\n      operationId: listBatches\n      parameters: [{ name: status, in: query, schema: { type: string } }]\n      \
                responses: { '204': { description: Done. } }\n",
    },
    Entry {
        code: Code::PathWithoutSlash,
        meaning: "Paths are appended to the server's URL and begin with `/`. Some generators drop an operation without it.",
        wrong: "paths:\n  batches:\n    get:\n      operationId: listBatches\n      responses: { '204': { description: Done. } }\n",
        right: "paths:\n  /batches:\n    get:\n      operationId: listBatches\n      responses: { '204': { description: Done. } }\n",
    },
    Entry {
        code: Code::UndeclaredPathParameter,
        meaning: "Every `{name}` of a path needs a parameter with that name and `in: path`, in the operation or its path item. \
                  Without it there is nothing to put there.",
        wrong: "paths:\n  /batches/{id}:\n    get:\n      operationId: getBatch\n      responses: { '204': { description: Done. } }\n",
        right: "paths:\n  /batches/{id}:\n    get:\n      operationId: getBatch\n      \
                parameters: [{ name: id, in: path, required: true, schema: { type: string } }]\n      \
                responses: { '204': { description: Done. } }\n",
    },
    Entry {
        code: Code::ParameterNotInPath,
        meaning: "A parameter with `in: path` must occur in the path as `{name}`. Otherwise callers would give a value that is \
                  never sent. Mostly the two are spelled differently.",
        wrong: "paths:\n  /batches:\n    get:\n      operationId: getBatch\n      \
                parameters: [{ name: id, in: path, required: true, schema: { type: string } }]\n      \
                responses: { '204': { description: Done. } }\n",
        right: "paths:\n  /batches/{id}:\n    get:\n      operationId: getBatch\n      \
                parameters: [{ name: id, in: path, required: true, schema: { type: string } }]\n      \
                responses: { '204': { description: Done. } }\n",
    },
    Entry {
        code: Code::DuplicateOperationId,
        meaning: "An operationId names one operation: methods and types are named after it.",
        wrong: "paths:\n  /a:\n    get: { operationId: read, responses: { '204': { description: Done. } } }\n  \
                /b:\n    get: { operationId: read, responses: { '204': { description: Done. } } }\n",
        right: "paths:\n  /a:\n    get: { operationId: readA, responses: { '204': { description: Done. } } }\n  \
                /b:\n    get: { operationId: readB, responses: { '204': { description: Done. } } }\n",
    },
    Entry {
        code: Code::MissingOperationId,
        meaning: "OpenAPI allows operations without an operationId, but then every name would be a guess from the path, and would \
                  change with it. The help proposes one.",
        wrong: "paths:\n  /batches:\n    get:\n      responses: { '204': { description: Done. } }\n",
        right: "paths:\n  /batches:\n    get:\n      operationId: listBatches\n      responses: { '204': { description: Done. } }\n",
    },
    Entry {
        code: Code::NoIdentifier,
        meaning: "Nothing is left of the name when everything is taken away that cannot stand in a Rust identifier. Give another \
                  name, or add `x-rust-name`; the wire name stays what it is.",
        wrong: "paths:\n  /batches:\n    get: { operationId: '!?', responses: { '204': { description: Done. } } }\n",
        right: "paths:\n  /batches:\n    get: { operationId: listBatches, responses: { '204': { description: Done. } } }\n",
    },
    Entry {
        code: Code::MethodCollision,
        meaning: "Two operationIds become the same Rust name, because they differ only in case or punctuation. Numbering them \
                  would let a new operation rename an old one, so the description has to decide: `x-rust-name` names a method.",
        wrong: "paths:\n  /a:\n    get: { operationId: get_batch, responses: { '204': { description: Done. } } }\n  \
                /b:\n    get: { operationId: getBatch, responses: { '204': { description: Done. } } }\n",
        right: "paths:\n  /a:\n    get: { operationId: get_batch, responses: { '204': { description: Done. } } }\n  \
                /b:\n    get: { operationId: getOldBatch, responses: { '204': { description: Done. } } }\n",
    },
    Entry {
        code: Code::EquivalentPaths,
        meaning: "Two paths that differ only in the names of their parameters match the same requests, so that no server can \
                  tell them apart. Merge the two.",
        wrong: "paths:\n  /batches/{id}:\n    get:\n      operationId: getBatch\n      \
                parameters: [{ name: id, in: path, required: true, schema: { type: string } }]\n      \
                responses: { '204': { description: Done. } }\n  \
                /batches/{name}:\n    get:\n      operationId: getBatchByName\n      \
                parameters: [{ name: name, in: path, required: true, schema: { type: string } }]\n      \
                responses: { '204': { description: Done. } }\n",
        right: "paths:\n  /batches/{id}:\n    get:\n      operationId: getBatch\n      \
                parameters: [{ name: id, in: path, required: true, schema: { type: string } }]\n      \
                responses: { '204': { description: Done. } }\n",
    },
    Entry {
        code: Code::UnknownKeyword,
        meaning: "OpenAPI does not know the keyword in this place, so it would have no effect. Mostly it is misspelled, indented \
                  too little or too much, or comes from another version. Keys for other tools begin with `x-`.",
        wrong: "components:\n  schemas:\n    Batch: { type: object, propertes: { id: { type: string } } }\n",
        right: "components:\n  schemas:\n    Batch: { type: object, properties: { id: { type: string } } }\n",
    },
    Entry {
        code: Code::WrongType,
        meaning: "The keyword wants another kind of value: text, a number, `true` or `false`, a list, or a mapping. Versions, \
                  statuses and the like are text and may need quotes.",
        wrong: "openapi: 3.1.0\ninfo: { title: Example, version: 1.0 }\npaths: {}\n",
        right: "openapi: 3.1.0\ninfo: { title: Example, version: '1.0' }\npaths: {}\n",
    },
    Entry {
        code: Code::InvalidValue,
        meaning: "The keyword takes one of a few words or forms, and this is none of them. The help lists them, or the nearest.",
        wrong: "components:\n  schemas:\n    Name: { type: strng }\n",
        right: "components:\n  schemas:\n    Name: { type: string }\n",
    },
    Entry {
        code: Code::DuplicateParameter,
        meaning: "A parameter is told by its name and its place, and each may be declared once in a list. An operation may \
                  declare one of its path item again: that replaces it. Headers are the same in either case.",
        wrong: "paths:\n  /batches:\n    get:\n      operationId: listBatches\n      parameters:\n        \
                - { name: status, in: query, schema: { type: string } }\n        \
                - { name: status, in: query, schema: { type: integer } }\n      \
                responses: { '204': { description: Done. } }\n",
        right: "paths:\n  /batches:\n    get:\n      operationId: listBatches\n      parameters:\n        \
                - { name: status, in: query, schema: { type: string } }\n      \
                responses: { '204': { description: Done. } }\n",
    },
    Entry {
        code: Code::HeaderName,
        meaning: "Header names consist of letters, digits and a few signs, and header values of visible characters. Anything else, \
                  a line break above all, would break the request or smuggle another header into it. `Host`, `Content-Length` \
                  and the like frame a message; they are set by the client, and can be neither parameters nor the header of a key. \
                  The same holds for the header of a webhook's signature.",
        wrong: "paths:\n  /batches:\n    get:\n      operationId: listBatches\n      \
                parameters: [{ name: 'X Session: a', in: header, schema: { type: string } }]\n      \
                responses: { '204': { description: Done. } }\n",
        right: "paths:\n  /batches:\n    get:\n      operationId: listBatches\n      \
                parameters: [{ name: X-Session, in: header, schema: { type: string } }]\n      \
                responses: { '204': { description: Done. } }\n",
    },
    Entry {
        code: Code::IgnoredHeader,
        meaning: "OpenAPI says that `Accept`, `Authorization` and `Content-Type` are ignored as parameters: media types and security \
                  schemes tell what they hold. The client sets them itself, and no argument is made.",
        wrong: "paths:\n  /batches:\n    get:\n      operationId: listBatches\n      \
                parameters: [{ name: Authorization, in: header, schema: { type: string } }]\n      \
                responses: { '204': { description: Done. } }\n",
        right: "paths:\n  /batches:\n    get:\n      operationId: listBatches\n      \
                responses: { '204': { description: Done. } }\n",
    },
    Entry {
        code: Code::PathCharacters,
        meaning: "A path template consists of letters, digits, a few signs, and `{name}` for each parameter. Spaces, quotes, `?` and \
                  `#`, and braces that do not pair, cannot stand in a request's path. Query parameters are declared as such.",
        wrong: "paths:\n  /batches?all=true:\n    get: { operationId: listBatches, responses: { '204': { description: Done. } } }\n",
        right: "paths:\n  /batches:\n    get: { operationId: listBatches, responses: { '204': { description: Done. } } }\n",
    },
    Entry {
        code: Code::ServerUrl,
        meaning: "The client appends paths to the server's URL, so it must be absolute, `https` or `http`, and complete: without \
                  variables, query or fragment.",
        wrong: "servers: [{ url: 'https://{region}.example.com' }]\npaths: {}\n",
        right: "servers: [{ url: 'https://eu.example.com', x-rust-name: Eu }]\npaths: {}\n",
    },
    Entry {
        code: Code::Unsupported,
        meaning: "The description is right, and this generator has no way to express it in Rust. It says so rather than leave it \
                  out. Say the same by simpler means, or leave it out of the description that the generator gets.",
        wrong: "components:\n  schemas:\n    Id: { type: [string, integer] }\n",
        right: "components:\n  schemas:\n    Id: { type: string }\n",
    },
    Entry {
        code: Code::NoSuccessResponse,
        meaning: "What an operation returns is read from its success response (`200`, `201`, `2XX`, …). With errors alone there is \
                  nothing to return.",
        wrong: "paths:\n  /batches:\n    get: { operationId: listBatches, responses: { '404': { description: Missing. } } }\n",
        right: "paths:\n  /batches:\n    get:\n      operationId: listBatches\n      \
                responses: { '204': { description: Done. }, '404': { description: Missing. } }\n",
    },
];
