//! Codes of our extensions.

use super::Entry;
use crate::codegen::diagnostics::Code;

pub const ENTRIES: &[Entry] = &[
    Entry {
        code: Code::PaginationParameter,
        meaning: "`x-pagination` names parameters of the operation and properties of its response, by their wire names. One of \
                  them does not exist, so the list could not go on.",
        wrong: r"paths:
  /batches:
    get:
      operationId: listBatches
      x-pagination: { style: cursor, page-token: token, next-page-token: next_page_token, items: items }
      parameters:
        - { name: page_token, in: query, schema: { type: string } }
      responses:
        '200':
          description: A page.
          content: { application/json: { schema: { $ref: '#/components/schemas/BatchPage' } } }
components:
  schemas:
    BatchPage:
      type: object
      required: [items]
      properties:
        items: { type: array, items: { type: string } }
        next_page_token: { type: string }
",
        right: r"paths:
  /batches:
    get:
      operationId: listBatches
      x-pagination: { style: cursor, page-token: page_token, next-page-token: next_page_token, items: items }
      parameters:
        - { name: page_token, in: query, schema: { type: string } }
      responses:
        '200':
          description: A page.
          content: { application/json: { schema: { $ref: '#/components/schemas/BatchPage' } } }
components:
  schemas:
    BatchPage:
      type: object
      required: [items]
      properties:
        items: { type: array, items: { type: string } }
        next_page_token: { type: string }
",
    },
    Entry {
        code: Code::PaginationStyle,
        meaning: "A list goes on by a token or by an offset. Mixing the keys of both styles leaves open which one counts.",
        wrong: r"paths:
  /batches:
    get:
      operationId: listBatches
      x-pagination: { style: cursor, page-token: page_token, next-page-token: next_page_token, offset: offset, items: items }
      parameters:
        - { name: page_token, in: query, schema: { type: string } }
        - { name: offset, in: query, schema: { type: integer } }
      responses:
        '200':
          description: A page.
          content: { application/json: { schema: { $ref: '#/components/schemas/BatchPage' } } }
components:
  schemas:
    BatchPage:
      type: object
      required: [items]
      properties:
        items: { type: array, items: { type: string } }
        next_page_token: { type: string }
",
        right: r"paths:
  /batches:
    get:
      operationId: listBatches
      x-pagination: { style: cursor, page-token: page_token, next-page-token: next_page_token, items: items }
      parameters:
        - { name: page_token, in: query, schema: { type: string } }
      responses:
        '200':
          description: A page.
          content: { application/json: { schema: { $ref: '#/components/schemas/BatchPage' } } }
components:
  schemas:
    BatchPage:
      type: object
      required: [items]
      properties:
        items: { type: array, items: { type: string } }
        next_page_token: { type: string }
",
    },
    Entry {
        code: Code::PaginationItems,
        meaning: "`items` names the property of the response that holds the items of a page. It must be a list.",
        wrong: r"paths:
  /batches:
    get:
      operationId: listBatches
      x-pagination: { style: cursor, page-token: page_token, next-page-token: next_page_token, items: items }
      parameters:
        - { name: page_token, in: query, schema: { type: string } }
      responses:
        '200':
          description: A page.
          content: { application/json: { schema: { $ref: '#/components/schemas/BatchPage' } } }
components:
  schemas:
    BatchPage:
      type: object
      required: [items]
      properties:
        items: { type: string }
        next_page_token: { type: string }
",
        right: r"paths:
  /batches:
    get:
      operationId: listBatches
      x-pagination: { style: cursor, page-token: page_token, next-page-token: next_page_token, items: items }
      parameters:
        - { name: page_token, in: query, schema: { type: string } }
      responses:
        '200':
          description: A page.
          content: { application/json: { schema: { $ref: '#/components/schemas/BatchPage' } } }
components:
  schemas:
    BatchPage:
      type: object
      required: [items]
      properties:
        items: { type: array, items: { type: string } }
        next_page_token: { type: string }
",
    },
    Entry {
        code: Code::PaginationToken,
        meaning: "A token is a string, and offsets and totals are integers: on the wire a service may mix the two up, but a \
                  description that says something else is mistaken about the list.",
        wrong: r"paths:
  /batches:
    get:
      operationId: listBatches
      x-pagination: { style: cursor, page-token: page_token, next-page-token: next_page_token, items: items }
      parameters:
        - { name: page_token, in: query, schema: { type: string } }
      responses:
        '200':
          description: A page.
          content: { application/json: { schema: { $ref: '#/components/schemas/BatchPage' } } }
components:
  schemas:
    BatchPage:
      type: object
      required: [items]
      properties:
        items: { type: array, items: { type: string } }
        next_page_token: { type: boolean }
",
        right: r"paths:
  /batches:
    get:
      operationId: listBatches
      x-pagination: { style: cursor, page-token: page_token, next-page-token: next_page_token, items: items }
      parameters:
        - { name: page_token, in: query, schema: { type: string } }
      responses:
        '200':
          description: A page.
          content: { application/json: { schema: { $ref: '#/components/schemas/BatchPage' } } }
components:
  schemas:
    BatchPage:
      type: object
      required: [items]
      properties:
        items: { type: array, items: { type: string } }
        next_page_token: { type: string }
",
    },
    Entry {
        code: Code::PageSize,
        meaning: "The size of a page has a default above its maximum, so that a request with the default would be refused.",
        wrong: r"paths:
  /batches:
    get:
      operationId: listBatches
      x-pagination: { style: cursor, page-token: page_token, next-page-token: next_page_token, page-size: page_size, items: items }
      parameters:
        - { name: page_token, in: query, schema: { type: string } }
        - { name: page_size, in: query, schema: { type: integer, default: 500, maximum: 100 } }
      responses:
        '200':
          description: A page.
          content: { application/json: { schema: { $ref: '#/components/schemas/BatchPage' } } }
components:
  schemas:
    BatchPage:
      type: object
      required: [items]
      properties:
        items: { type: array, items: { type: string } }
        next_page_token: { type: string }
",
        right: r"paths:
  /batches:
    get:
      operationId: listBatches
      x-pagination: { style: cursor, page-token: page_token, next-page-token: next_page_token, page-size: page_size, items: items }
      parameters:
        - { name: page_token, in: query, schema: { type: string } }
        - { name: page_size, in: query, schema: { type: integer, default: 50, maximum: 100 } }
      responses:
        '200':
          description: A page.
          content: { application/json: { schema: { $ref: '#/components/schemas/BatchPage' } } }
components:
  schemas:
    BatchPage:
      type: object
      required: [items]
      properties:
        items: { type: array, items: { type: string } }
        next_page_token: { type: string }
",
    },
    Entry {
        code: Code::UnknownExtension,
        meaning: "The extension is spelled almost like one this generator knows, or is one it knows in a place where it means \
                  nothing. Passed over, it would silently have no effect. All extensions are listed in schema/README.md.",
        wrong: r"paths:
  /batches:
    get:
      operationId: listBatches
      x-resorce: batches
      responses: { '204': { description: Done. } }
",
        right: r"paths:
  /batches:
    get:
      operationId: listBatches
      x-resource: batches
      responses: { '204': { description: Done. } }
",
    },
    Entry {
        code: Code::ForeignExtension,
        meaning: "Keys that begin with `x-` belong to whichever tool knows them. This generator does not know this one and \
                  does nothing with it. One warning tells of all its occurrences.",
        wrong: r"x-docs-theme: dark
paths: {}
",
        right: r"paths: {}
",
    },
    Entry {
        code: Code::MalformedExtension,
        meaning: "The value of one of our extensions is not what it has to be: a key is missing or unknown, or a value has \
                  the wrong type or form. All extensions are described in schema/README.md.",
        wrong: r"paths:
  /batches:
    post:
      operationId: createBatch
      x-retry: sometimes
      responses: { '204': { description: Done. } }
",
        right: r"paths:
  /batches:
    post:
      operationId: createBatch
      x-retry: safe
      responses: { '204': { description: Done. } }
",
    },
    Entry {
        code: Code::LifecycleStates,
        meaning: "Waiting has to know of every status whether it is an end, and which. Each value of the status enum stands in exactly \
                  one of `in-flight`, `succeeded` and `failed`.",
        wrong: r"paths:
  /batches/{id}:
    get:
      operationId: getBatch
      x-lifecycle: { status: status, in-flight: [running], succeeded: [done], failed: [] }
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses:
        '200':
          description: The batch.
          content: { application/json: { schema: { $ref: '#/components/schemas/Batch' } } }
components:
  schemas:
    Batch:
      type: object
      required: [status]
      properties: { status: { $ref: '#/components/schemas/Status' } }
    Status: { type: string, enum: [running, done, failed] }
",
        right: r"paths:
  /batches/{id}:
    get:
      operationId: getBatch
      x-lifecycle: { status: status, in-flight: [running], succeeded: [done], failed: [failed] }
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses:
        '200':
          description: The batch.
          content: { application/json: { schema: { $ref: '#/components/schemas/Batch' } } }
components:
  schemas:
    Batch:
      type: object
      required: [status]
      properties: { status: { $ref: '#/components/schemas/Status' } }
    Status: { type: string, enum: [running, done, failed] }
",
    },
    Entry {
        code: Code::ExtensionTarget,
        meaning: "An extension names an operation, a schema, a property or a parameter, and there is none of that name, or it does not fit.",
        wrong: r"paths:
  /batches/{id}:
    get:
      operationId: getBatch
      x-lifecycle: { status: state, in-flight: [running], succeeded: [done], failed: [failed] }
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses:
        '200':
          description: The batch.
          content: { application/json: { schema: { $ref: '#/components/schemas/Batch' } } }
components:
  schemas:
    Batch:
      type: object
      required: [status]
      properties: { status: { $ref: '#/components/schemas/Status' } }
    Status: { type: string, enum: [running, done, failed] }
",
        right: r"paths:
  /batches/{id}:
    get:
      operationId: getBatch
      x-lifecycle: { status: status, in-flight: [running], succeeded: [done], failed: [failed] }
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses:
        '200':
          description: The batch.
          content: { application/json: { schema: { $ref: '#/components/schemas/Batch' } } }
components:
  schemas:
    Batch:
      type: object
      required: [status]
      properties: { status: { $ref: '#/components/schemas/Status' } }
    Status: { type: string, enum: [running, done, failed] }
",
    },
];
