//! Cycles in a graph of names, and how messages show them.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::hash::Hash;

/// A node and the nodes it leads to; those that are not in the graph are ignored.
pub type Graph<N> = BTreeMap<N, Vec<N>>;

/// How much of a long cycle is shown before its last node.
const TOLD: usize = 4;

/// The nodes of a cycle that a message tells, by their index: its first ones and its last.
pub fn shown(length: usize) -> impl Iterator<Item = usize> {
    (0..length).filter(move |at| *at < TOLD || at + 1 == length)
}

/// The way around a cycle, `A -> B -> A`, on a line that can be read.
pub fn way_around(names: &[&str]) -> String {
    let left_out = names.len() - shown(names.len()).count();
    let mut way: Vec<String> = shown(names.len()).map(|at| names[at].to_owned()).collect();
    if left_out > 0 {
        way.insert(TOLD, format!("… {left_out} more …"));
    }
    way.push(names[0].to_owned());
    way.join(" -> ")
}

/// For every group of nodes that reach each other, one cycle through it, beginning at its least node.
pub fn cycles<N: Ord + Hash + Clone>(graph: &Graph<N>) -> Vec<Vec<N>> {
    groups(graph).iter().filter_map(|group| shortest_cycle(graph, group)).collect()
}

/// The strongly connected groups, each sorted; a node on no cycle is a group of its own.
pub fn groups<N: Ord + Hash + Clone>(graph: &Graph<N>) -> Vec<BTreeSet<N>> {
    let mut search = Search { graph, order: Vec::new(), seen: HashSet::new() };
    graph.keys().for_each(|node| search.finish_order(node));
    let order = search.order;
    let mut reversed: HashMap<&N, Vec<&N>> = HashMap::new();
    for (node, next) in graph {
        for target in next {
            reversed.entry(target).or_default().push(node);
        }
    }
    let mut seen = HashSet::new();
    let mut groups = Vec::new();
    for root in order.into_iter().rev() {
        let mut group = BTreeSet::new();
        let mut open = vec![root];
        while let Some(node) = open.pop() {
            if seen.insert(node) {
                open.extend(reversed.get(node).into_iter().flatten());
                group.insert(node.clone());
            }
        }
        if !group.is_empty() {
            groups.push(group);
        }
    }
    groups.sort();
    groups
}

struct Search<'g, N> {
    graph: &'g Graph<N>,
    order: Vec<&'g N>,
    seen: HashSet<&'g N>,
}

impl<'g, N: Ord + Hash> Search<'g, N> {
    /// Appends what can be reached from `start` in the order in which it is left; no recursion, chains may be long.
    fn finish_order(&mut self, start: &'g N) {
        if !self.seen.insert(start) {
            return;
        }
        let mut open = vec![(start, self.graph[start].iter())];
        while let Some((node, next)) = open.last_mut() {
            let Some(target) = next.next() else {
                self.order.push(node);
                open.pop();
                continue;
            };
            if let Some((target, next)) = self.graph.get_key_value(target)
                && self.seen.insert(target)
            {
                open.push((target, next.iter()));
            }
        }
    }
}

fn shortest_cycle<N: Ord + Hash + Clone>(graph: &Graph<N>, group: &BTreeSet<N>) -> Option<Vec<N>> {
    let start = group.first()?;
    let mut came_from: HashMap<&N, &N> = HashMap::new();
    let mut open = VecDeque::from([start]);
    while let Some(node) = open.pop_front() {
        for target in graph[node].iter().filter(|target| group.contains(target)) {
            if target == start {
                return Some(way(&came_from, start, node));
            }
            if !came_from.contains_key(target) {
                came_from.insert(target, node);
                open.push_back(target);
            }
        }
    }
    None
}

fn way<N: Eq + Hash + Clone>(came_from: &HashMap<&N, &N>, start: &N, end: &N) -> Vec<N> {
    let mut way = vec![end.clone()];
    let mut last = end;
    while last != start {
        last = came_from[last];
        way.push(last.clone());
    }
    way.reverse();
    way
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(edges: &[(&'static str, &[&'static str])], expected: &[&[&str]]) {
        let graph: Graph<&str> = edges.iter().map(|(node, next)| (*node, next.to_vec())).collect();
        assert_eq!(cycles(&graph), expected);
    }

    #[test]
    fn a_long_way_is_shown_in_short() {
        for (names, expected) in [
            ("a", "a -> a"),
            ("a b c d e", "a -> b -> c -> d -> e -> a"),
            ("a b c d e f", "a -> b -> c -> d -> … 1 more … -> f -> a"),
        ] {
            assert_eq!(way_around(&names.split(' ').collect::<Vec<_>>()), expected);
        }
    }

    #[test]
    fn each_knot_is_shown_once_from_its_least_name() {
        check(&[("a", &["b"]), ("b", &["c"]), ("c", &[])], &[]);
        check(&[("a", &["a"])], &[&["a"]]);
        check(&[("b", &["a"]), ("a", &["b"]), ("c", &["a"])], &[&["a", "b"]]);
        check(&[("a", &["b", "gone"]), ("b", &["c"]), ("c", &["b", "a"])], &[&["a", "b", "c"]]);
        check(&[("d", &["d"]), ("a", &["b"]), ("b", &["a"])], &[&["a", "b"], &["d"]]);
    }
}
