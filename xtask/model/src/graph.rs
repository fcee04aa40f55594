//! Cycles in a graph of names, and how messages show them.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::hash::Hash;

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
    pub next: Vec<Vec<usize>>,
}

impl<N: Ord + Hash + Copy> FromIterator<(N, Vec<N>)> for Graph<N> {
    /// Each node with those it leads to; what is no node itself is ignored among these.
    fn from_iter<I: IntoIterator<Item = (N, Vec<N>)>>(steps: I) -> Self {
        let steps: BTreeMap<N, Vec<N>> = steps.into_iter().collect();
        let at: HashMap<N, usize> = steps.keys().enumerate().map(|(at, node)| (*node, at)).collect();
        let known = |targets: &Vec<N>| targets.iter().filter_map(|target| at.get(target).copied()).collect();
        Self { next: steps.values().map(known).collect(), nodes: steps.into_keys().collect() }
    }
}

impl<N: Copy> Graph<N> {
    /// For every group of nodes that reach each other, one cycle through it, beginning at its least node.
    pub fn cycles(&self) -> Vec<Vec<N>> {
        let cycles = self.groups().into_iter().map(|group| self.shortest_cycle(&group));
        cycles.map(|cycle| cycle.into_iter().map(|at| self.nodes[at]).collect()).collect()
    }

    /// The groups of nodes that reach each other.
    pub fn knots(&self) -> Vec<Vec<N>> {
        self.groups().into_iter().map(|group| group.into_iter().map(|at| self.nodes[at]).collect()).collect()
    }

    /// Of a knot, each sorted; a node that is on no cycle is in none.
    fn groups(&self) -> Vec<Vec<usize>> {
        let mut groups = Search::components(&self.next);
        groups.retain(|group| group.len() > 1 || self.next[group[0]].contains(&group[0]));
        groups.iter_mut().for_each(|group| group.sort_unstable());
        groups.sort_unstable();
        groups
    }

    /// Through the least node of a knot.
    fn shortest_cycle(&self, group: &[usize]) -> Vec<usize> {
        let start = group[0];
        let mut came_from: HashMap<usize, usize> = HashMap::new();
        let mut open = VecDeque::from([start]);
        while let Some(node) = open.pop_front() {
            for &target in self.next[node].iter().filter(|target| group.binary_search(target).is_ok()) {
                if target == start {
                    return way(&came_from, start, node);
                }
                if let Entry::Vacant(unseen) = came_from.entry(target) {
                    unseen.insert(node);
                    open.push_back(target);
                }
            }
        }
        unreachable!("the nodes of a knot reach each other")
    }
}

fn way(came_from: &HashMap<usize, usize>, start: usize, end: usize) -> Vec<usize> {
    let mut way = vec![end];
    let mut last = end;
    while last != start {
        last = came_from[&last];
        way.push(last);
    }
    way.reverse();
    way
}

/// Tarjan's search for strongly connected components, without recursion: chains may be long.
struct Search<'g> {
    next: &'g [Vec<usize>],
    /// When each node was met, if it was.
    met: Vec<Option<usize>>,
    /// The earliest open node that each is known to reach.
    low: Vec<usize>,
    /// The nodes whose component is not known yet, in the order in which they were met.
    open: Vec<usize>,
    is_open: Vec<bool>,
    components: Vec<Vec<usize>>,
}

impl<'g> Search<'g> {
    fn components(next: &'g [Vec<usize>]) -> Vec<Vec<usize>> {
        let count = next.len();
        let mut search = Self {
            next,
            met: vec![None; count],
            low: vec![0; count],
            open: Vec::new(),
            is_open: vec![false; count],
            components: Vec::new(),
        };
        let mut time = 0..;
        for start in 0..count {
            if search.met[start].is_none() {
                search.from(start, &mut time);
            }
        }
        search.components
    }

    fn from(&mut self, start: usize, time: &mut impl Iterator<Item = usize>) {
        let mut way = vec![(start, self.meet(start, time).iter())];
        while let Some((node, targets)) = way.last_mut() {
            let node = *node;
            match targets.next() {
                Some(&target) if self.met[target].is_none() => way.push((target, self.meet(target, time).iter())),
                Some(&target) if self.is_open[target] => self.low[node] = self.low[node].min(self.low[target]),
                Some(_) => {}
                None => {
                    way.pop();
                    self.leave(node);
                    if let Some((before, _)) = way.last() {
                        self.low[*before] = self.low[*before].min(self.low[node]);
                    }
                }
            }
        }
    }

    fn meet(&mut self, node: usize, time: &mut impl Iterator<Item = usize>) -> &'g [usize] {
        let now = time.next().expect("there are fewer nodes than numbers");
        self.met[node] = Some(now);
        self.low[node] = now;
        self.open.push(node);
        self.is_open[node] = true;
        &self.next[node]
    }

    fn leave(&mut self, node: usize) {
        if self.met[node] != Some(self.low[node]) {
            return;
        }
        let first = self.open.iter().rposition(|open| *open == node).expect("what is left was met");
        let component = self.open.split_off(first);
        component.iter().for_each(|member| self.is_open[*member] = false);
        self.components.push(component);
    }
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

    /// By trying every pair of the graphs of four nodes, each with at most two steps.
    #[test]
    fn a_knot_has_the_nodes_that_reach_each_other() {
        const NODES: usize = 4;
        let choices: Vec<Vec<usize>> =
            (0..NODES).flat_map(|one| (one..NODES).map(move |other| vec![one, other])).chain([Vec::new()]).collect();
        for number in 0..choices.len().pow(4) {
            let steps = (0..NODES).map(|node| {
                (
                    node,
                    choices[number / choices.len().pow(node.try_into().expect("it is small")) % choices.len()].clone(),
                )
            });
            let graph: Graph<usize> = steps.collect();
            let reach = |from: usize| {
                let mut open = graph.next[from].clone();
                let mut reached = [false; NODES];
                while let Some(node) = open.pop() {
                    if !std::mem::replace(&mut reached[node], true) {
                        open.extend(&graph.next[node]);
                    }
                }
                reached
            };
            let reached: Vec<_> = (0..NODES).map(reach).collect();
            let both = |one: usize, other: usize| reached[one][other] && reached[other][one];
            let mut expected: Vec<Vec<usize>> =
                (0..NODES).map(|one| (0..NODES).filter(|other| both(one, *other)).collect()).collect();
            expected.retain(|knot: &Vec<usize>| !knot.is_empty());
            expected.sort_unstable();
            expected.dedup();
            assert_eq!(graph.knots(), expected, "{graph:?}");
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
