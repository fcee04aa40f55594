//! What an operation is called on the command line, and its flags.

use std::collections::{BTreeMap, BTreeSet};

use super::{Field, Operation, Place, Resource, Scheme, Service, Struct, TypeRef};
use crate::names::{flag, is_flag_of_commands, singular_flag};

impl Resource {
    /// As commands name it: `beta:batch:job-items`.
    pub fn command_group(&self) -> String {
        self.accessors().map(flag).collect::<Vec<_>>().join(":")
    }

    /// The command that waits for the end of what an operation reads. One that is called so already keeps its name.
    pub fn wait_command(&self, operation: &Operation) -> Option<String> {
        let name = flag(operation.lifecycle.as_ref()?.method_name.as_str());
        self.operations.iter().all(|other| other.command() != name).then_some(name)
    }

    /// The command that looks for what an operation of unknown outcome may have made. Several in a resource are told apart
    /// by what they look for; an operation that is called so already keeps its name.
    pub fn reconcile_command(&self, operation: &Operation) -> Option<String> {
        operation.reconcile.as_ref()?;
        let is_only = self.operations.iter().filter(|other| other.reconcile.is_some()).count() == 1;
        let name = if is_only { "reconcile".to_owned() } else { format!("reconcile-{}", operation.command()) };
        self.operations.iter().all(|other| other.command() != name).then_some(name)
    }
}

impl Service {
    /// The flag that takes the credentials of a scheme. One that commands have for something else keeps its name.
    pub fn credentials_flag(&self, scheme: &Scheme) -> String {
        let flag = flag(scheme.setter.as_str());
        match self.schemes.first().is_some_and(|first| first.name == scheme.name) {
            true => "api-key".to_owned(),
            false if is_flag_of_commands(&flag) => format!("{flag}-credentials"),
            false => flag,
        }
    }
}

impl Operation {
    /// The command: `get-status`.
    pub fn command(&self) -> String {
        flag(self.method_name.as_str())
    }

    /// The flags, without dashes, in the order of the inputs: as the description says, or made of the name. A list has the
    /// singular unless another flag is called that; where two places have the same name, the later one says its place.
    pub fn flags(&self) -> Vec<String> {
        let plural: BTreeSet<String> = self.inputs().map(|argument| flag(&argument.wire)).collect();
        let mut taken = BTreeSet::new();
        let mut flags = Vec::new();
        for argument in self.inputs() {
            let mut name = argument.flag.clone().unwrap_or_else(|| flag(&argument.wire));
            if argument.flag.is_none() && matches!(argument.ty, TypeRef::List(_)) {
                let singular = singular_flag(&argument.wire);
                name = if plural.contains(&singular) { name } else { singular };
            }
            while taken.contains(&name) {
                name = format!("{}-{name}", prefix(argument.place));
            }
            taken.insert(name.clone());
            flags.push(name);
        }
        flags
    }
}

impl Struct {
    /// The flags of its named fields behind the flag of an object, in order: as the description says, or made of the name. Of
    /// several that have the same, one that is called so in JSON too keeps it, or else the first; the others are called as in
    /// JSON.
    pub fn flags(&self) -> Vec<String> {
        let flags = self.named().map(|field| field.flag.clone().unwrap_or_else(|| flag(&field.wire)));
        let flags: Vec<String> = flags.collect();
        let mut owners: BTreeMap<&str, &Field> = BTreeMap::new();
        for (field, flag) in self.named().zip(&flags) {
            let owner = owners.entry(flag).or_insert(field);
            if field.wire == *flag {
                *owner = field;
            }
        }
        let named = self.named().zip(&flags);
        let named =
            named.map(|(field, flag)| if owners[flag.as_str()].wire == field.wire { flag } else { &field.wire });
        named.cloned().collect()
    }
}

fn prefix(place: Place) -> &'static str {
    match place {
        Place::Path => "path",
        Place::Query => "query",
        Place::Header => "header",
        Place::Cookie => "cookie",
        Place::BodyField | Place::Body => "body",
    }
}

#[cfg(test)]
mod tests {
    use crate::api::TypeDef;
    use crate::openapi::{Limits, Source};
    use crate::read_model;

    const DESCRIPTION: &str = "\
openapi: 3.1.0
info: { title: Lab, version: 1.0.0 }
servers: [{ url: 'https://lab.example.com' }]
paths:
  /samples/{id}:
    put:
      operationId: replaceSample
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
        - { name: media, in: query, x-cli-name: medium, schema: { type: array, items: { type: string } } }
        - { name: tags, in: query, schema: { type: array, items: { type: string } } }
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [kind]
              properties:
                id: { type: string }
                body_id: { type: string, x-rust-name: own_id }
                kind: { type: string, x-cli-name: sort }
                place: { $ref: '#/components/schemas/Place' }
                tag: { type: string }
      responses: { '204': { description: Done. } }
components:
  schemas:
    Place:
      type: object
      properties:
        roomNumber: { type: string, x-rust-name: room_name }
        room_number: { type: string }
        shelf: { type: string, x-cli-name: board }
        '@type': { type: string, x-rust-name: at_type }
        type: { type: string }
";

    #[test]
    fn a_flag_is_what_the_description_says_or_made_of_the_name() {
        let source = Source::new("lab.yaml", DESCRIPTION);
        let model = read_model(&source, &Limits::default()).expect("the description is accepted").api;
        let operation = model.operations().next().expect("there is one");
        let inputs = operation.inputs().map(|input| input.wire.clone());
        let flags: Vec<_> = inputs.zip(operation.flags()).collect();
        let flag = |wire: &str| flags.iter().filter(|(name, _)| name == wire).map(|(_, flag)| flag.as_str()).collect();
        let named: Vec<Vec<&str>> = ["id", "body_id", "media", "tags", "kind", "tag"].map(flag).to_vec();
        // `tags` keeps its plural, because `tag` is another one.
        assert_eq!(
            named,
            [vec!["id", "body-body-id"], vec!["body-id"], vec!["medium"], vec!["tags"], vec!["sort"], vec!["tag"]]
        );
        let place = model.types.values().find_map(TypeDef::as_struct).expect("there is one");
        assert_eq!(place.flags(), ["@type", "room-number", "room_number", "board", "type"]);
    }
}
