//! Structured mutations of a description: bytes go in, a description that is almost right comes out. The property
//! tests and the fuzzer share it, so that what one finds the other can replay.

use serde_yaml::{Mapping, Value};

/// Words that mean something to a description, so that a mutation can hit another rule than "unknown keyword".
const WORDS: &[&str] = &[
    "string",
    "integer",
    "object",
    "array",
    "null",
    "enum",
    "type",
    "self",
    "Self",
    "",
    "-",
    "a b",
    "é",
    "\u{202e}",
    "\u{200b}",
    "#/components/schemas/Batch",
    "#/components/schemas/Nowhere",
    "date-time",
    "path",
    "query",
    "x-rust-name",
    "required",
    "properties",
    "*/",
    "\"}); panic!();//",
    "r#\"",
    "```",
    "{batch_id}",
    "/api/{x}",
    "get_batch",
    "Unknown",
    "1e3",
    "null\r\n",
];

/// Applies one mutation per four bytes: which node (two bytes), what to do, and with what.
pub fn mutate(description: &Value, bytes: &[u8]) -> Value {
    let mut result = description.clone();
    for step in bytes.chunks_exact(4).take(16) {
        let position = usize::from(u16::from_le_bytes([step[0], step[1]]));
        let donor = node(&result, usize::from(step[3]) * 97 % count(&result)).clone();
        let target = node_mut(&mut result, position);
        apply(target, step[2] % 8, usize::from(step[3]), donor);
    }
    result
}

fn apply(target: &mut Value, operation: u8, argument: usize, donor: Value) {
    let word = WORDS[argument % WORDS.len()];
    match (operation, target) {
        (0, Value::Mapping(map)) if !map.is_empty() => drop_entry(map, argument),
        (1, Value::Mapping(map)) if !map.is_empty() => rename_entry(map, argument, word),
        (2, Value::Mapping(map)) => drop(map.insert(Value::from(word), donor)),
        (3, Value::Sequence(list)) if !list.is_empty() => drop(list.remove(argument % list.len())),
        (4, Value::Sequence(list)) => list.push(donor),
        (5, target) => *target = Value::from(word),
        (6, target) => *target = Value::from(argument as i64 - 100),
        (_, target) => *target = donor,
    }
}

fn drop_entry(map: &mut Mapping, argument: usize) {
    if let Some(key) = map.keys().nth(argument % map.len()).cloned() {
        map.remove(&key);
    }
}

fn rename_entry(map: &mut Mapping, argument: usize, word: &str) {
    let key = map.keys().nth(argument % map.len()).cloned();
    if let Some(value) = key.and_then(|key| map.remove(&key)) {
        map.insert(Value::from(word), value);
    }
}

/// How many nodes a tree has.
fn count(value: &Value) -> usize {
    1 + children(value).into_iter().map(count).sum::<usize>()
}

fn children(value: &Value) -> Vec<&Value> {
    match value {
        Value::Mapping(map) => map.values().collect(),
        Value::Sequence(list) => list.iter().collect(),
        _ => Vec::new(),
    }
}

/// The node at this place of a walk from the root, counted modulo the size of the tree.
fn node(value: &Value, position: usize) -> &Value {
    let mut left = position % count(value);
    let mut here = value;
    'descend: while left > 0 {
        left -= 1;
        for child in children(here) {
            let size = count(child);
            if left < size {
                here = child;
                continue 'descend;
            }
            left -= size;
        }
    }
    here
}

fn node_mut(value: &mut Value, position: usize) -> &mut Value {
    let mut left = position % count(value);
    let mut here = value;
    while left > 0 {
        left -= 1;
        let sizes: Vec<usize> = children(here).into_iter().map(count).collect();
        let mut index = 0;
        while left >= sizes[index] {
            left -= sizes[index];
            index += 1;
        }
        here = match here {
            Value::Mapping(map) => map.values_mut().nth(index).expect("the index was counted on the same map"),
            Value::Sequence(list) => &mut list[index],
            _ => unreachable!("only maps and lists have children"),
        };
    }
    here
}
