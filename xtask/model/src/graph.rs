//! Cycles in a graph of names, and how messages show them.

mod components;

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::hash::Hash;

use components::strongly_connected;

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

/// Nodes in order, and by their indexes the nodes that each leads to.
#[derive(Debug)]
pub struct Graph<N> {
    pub nodes: Vec<N>,
    pub successors: Vec<Vec<usize>>,
}

impl<N: Ord + Hash + Copy> FromIterator<(N, Vec<N>)> for Graph<N> {
    /// Each node with those it leads to; what is no node itself is ignored among these.
    fn from_iter<I: IntoIterator<Item = (N, Vec<N>)>>(edges: I) -> Self {
        let edges: BTreeMap<N, Vec<N>> = edges.into_iter().collect();
        let at: HashMap<N, usize> = edges.keys().enumerate().map(|(at, node)| (*node, at)).collect();
        let known = |targets: &Vec<N>| targets.iter().filter_map(|target| at.get(target).copied()).collect();
        Self { successors: edges.values().map(known).collect(), nodes: edges.into_keys().collect() }
    }
}

impl<N: Copy> Graph<N> {
    /// For every group of nodes that reach each other, one cycle through it, beginning at its least node.
    pub fn cycles(&self) -> Vec<Vec<N>> {
        self.cyclic().into_iter().map(|component| self.named(self.shortest_cycle(&component))).collect()
    }

    /// The groups of nodes that reach each other; a node on no cycle is in none.
    pub fn cyclic_components(&self) -> Vec<Vec<N>> {
        self.cyclic().into_iter().map(|component| self.named(component)).collect()
    }

    fn named(&self, indexes: Vec<usize>) -> Vec<N> {
        indexes.into_iter().map(|at| self.nodes[at]).collect()
    }

    /// The same by indexes, sorted.
    fn cyclic(&self) -> Vec<Vec<usize>> {
        let mut components = strongly_connected(&self.successors);
        components.retain(|component| component.len() > 1 || self.successors[component[0]].contains(&component[0]));
        components.iter_mut().for_each(|component| component.sort_unstable());
        components.sort_unstable();
        components
    }

    /// Through the least node of a component that has a cycle.
    fn shortest_cycle(&self, component: &[usize]) -> Vec<usize> {
        let start = component[0];
        let mut came_from: HashMap<usize, usize> = HashMap::new();
        let mut open = VecDeque::from([start]);
        while let Some(node) = open.pop_front() {
            for &target in self.successors[node].iter().filter(|target| component.binary_search(target).is_ok()) {
                if target == start {
                    return path(&came_from, start, node);
                }
                if let Entry::Vacant(unseen) = came_from.entry(target) {
                    unseen.insert(node);
                    open.push_back(target);
                }
            }
        }
        unreachable!("the nodes of a component reach each other")
    }
}

fn path(came_from: &HashMap<usize, usize>, start: usize, end: usize) -> Vec<usize> {
    let mut path = vec![end];
    let mut last = end;
    while last != start {
        last = came_from[&last];
        path.push(last);
    }
    path.reverse();
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(edges: &[(&'static str, &[&'static str])], expected: &[&[&str]]) {
        let graph: Graph<&str> = edges.iter().map(|(node, next)| (*node, next.to_vec())).collect();
        assert_eq!(graph.cycles(), expected);
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

    /// Of every graph of four nodes that lead to at most two each.
    #[test]
    fn nodes_that_reach_each_other_are_one_component() {
        const NODES: usize = 4;
        let mut choices: Vec<Vec<usize>> = vec![Vec::new()];
        choices.extend((0..NODES).flat_map(|one| (one..NODES).map(move |other| vec![one, other])));
        for number in 0..choices.len().pow(4) {
            let mut rest = number;
            let edges = (0..NODES).map(|node| {
                let chosen = choices[rest % choices.len()].clone();
                rest /= choices.len();
                (node, chosen)
            });
            let graph: Graph<usize> = edges.collect();
            let reach = |from: usize| {
                let mut open = graph.successors[from].clone();
                let mut reached = [false; NODES];
                while let Some(node) = open.pop() {
                    if !std::mem::replace(&mut reached[node], true) {
                        open.extend(&graph.successors[node]);
                    }
                }
                reached
            };
            let reached: Vec<_> = (0..NODES).map(reach).collect();
            let both = |one: usize, other: usize| reached[one][other] && reached[other][one];
            let mut expected: Vec<Vec<usize>> =
                (0..NODES).map(|one| (0..NODES).filter(|other| both(one, *other)).collect()).collect();
            expected.retain(|component: &Vec<usize>| !component.is_empty());
            expected.sort_unstable();
            expected.dedup();
            assert_eq!(graph.cyclic_components(), expected, "{graph:?}");
        }
    }

    #[test]
    fn a_long_chain_needs_no_stack() {
        const LENGTH: usize = 200_000;
        let chain: Graph<usize> = (0..LENGTH).map(|node| (node, vec![node + 1])).collect();
        assert!(chain.cycles().is_empty());
        let circle: Graph<usize> = (0..LENGTH).map(|node| (node, vec![(node + 1) % LENGTH])).collect();
        assert_eq!(circle.cycles(), [(0..LENGTH).collect::<Vec<_>>()]);
    }
}
