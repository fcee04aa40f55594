//! Tarjan's search for strongly connected components, without recursion: chains may be long.

/// The groups of nodes that reach each other; of a node on no cycle, the node alone. `successors` has for each node those it
/// leads to.
pub(super) fn strongly_connected(successors: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let count = successors.len();
    let mut search = Search {
        successors,
        time: 0,
        met: vec![None; count],
        low: vec![0; count],
        open: Vec::new(),
        is_open: vec![false; count],
        components: Vec::new(),
    };
    for start in 0..count {
        if search.met[start].is_none() {
            search.from(start);
        }
    }
    search.components
}

struct Search<'g> {
    successors: &'g [Vec<usize>],
    time: usize,
    /// When each node was met, if it was.
    met: Vec<Option<usize>>,
    /// When the earliest open node was met that each is known to reach.
    low: Vec<usize>,
    /// The nodes whose component is not known yet, in the order in which they were met.
    open: Vec<usize>,
    is_open: Vec<bool>,
    components: Vec<Vec<usize>>,
}

impl<'g> Search<'g> {
    fn from(&mut self, start: usize) {
        let mut path = vec![(start, self.meet(start).iter())];
        while let Some((node, targets)) = path.last_mut() {
            let node = *node;
            match targets.next() {
                Some(&target) if self.met[target].is_none() => path.push((target, self.meet(target).iter())),
                Some(&target) if self.is_open[target] => self.low[node] = self.low[node].min(self.low[target]),
                Some(_) => {}
                None => {
                    path.pop();
                    self.leave(node);
                    if let Some((before, _)) = path.last() {
                        self.low[*before] = self.low[*before].min(self.low[node]);
                    }
                }
            }
        }
    }

    fn meet(&mut self, node: usize) -> &'g [usize] {
        self.met[node] = Some(self.time);
        self.low[node] = self.time;
        self.time += 1;
        self.open.push(node);
        self.is_open[node] = true;
        &self.successors[node]
    }

    /// A node that reaches none that was met before it is the first of its component.
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
