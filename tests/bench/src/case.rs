//! What is measured, and how often.

use tokio::runtime::{Builder, Runtime};

use crate::tagged::{self, Tag};
use crate::{by_client, by_hand, unions};

/// As long as the keys of the service are.
pub const KEY: &str = "llx-0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdef";

/// One way of doing something, from the client or by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    Items,
    Pages,
    ItemsBlocking,
    Get,
    GetBlocking,
    DrainByHand,
    DrainByHandBlocking,
    GetByHand,
    GetByHandBlocking,
    Unions,
    UnionsUntagged,
    Tagged(Tag),
    TaggedDerived(Tag),
    TaggedVisited(Tag),
}

/// The client against the loop by hand.
pub struct Pair {
    pub name: &'static str,
    pub client: Case,
    pub hand: Case,
    /// How often it is done in one round: pages or calls.
    pub times: u64,
}

pub const PAIRS: &[Pair] = &[
    Pair { name: "`items()`", client: Case::Items, hand: Case::DrainByHand, times: 20 },
    Pair { name: "`pages()`", client: Case::Pages, hand: Case::DrainByHand, times: 20 },
    Pair { name: "blocking `items()`", client: Case::ItemsBlocking, hand: Case::DrainByHandBlocking, times: 20 },
    Pair { name: "a `get`", client: Case::Get, hand: Case::GetByHand, times: 500 },
    Pair { name: "a blocking `get`", client: Case::GetBlocking, hand: Case::GetByHandBlocking, times: 500 },
    // Only decoded.
    Pair { name: "a page of objects of two types", client: Case::Unions, hand: Case::UnionsUntagged, times: 20 },
    Pair { name: "the tag first, of a visitor", client: TAG_FIRST, hand: Case::TaggedVisited(Tag::First), times: 20 },
    Pair { name: "the tag first, of a derive", client: TAG_FIRST, hand: Case::TaggedDerived(Tag::First), times: 20 },
    Pair { name: "the tag last, of a visitor", client: TAG_LAST, hand: Case::TaggedVisited(Tag::Last), times: 20 },
    Pair { name: "the tag last, of a derive", client: TAG_LAST, hand: Case::TaggedDerived(Tag::Last), times: 20 },
];

const TAG_FIRST: Case = Case::Tagged(Tag::First);

const TAG_LAST: Case = Case::Tagged(Tag::Last);

impl Case {
    const ALL: [Self; 17] = [
        Self::Items,
        Self::Pages,
        Self::ItemsBlocking,
        Self::Get,
        Self::GetBlocking,
        Self::DrainByHand,
        Self::DrainByHandBlocking,
        Self::GetByHand,
        Self::GetByHandBlocking,
        Self::Unions,
        Self::UnionsUntagged,
        Self::Tagged(Tag::First),
        Self::TaggedDerived(Tag::First),
        Self::TaggedVisited(Tag::First),
        Self::Tagged(Tag::Last),
        Self::TaggedDerived(Tag::Last),
        Self::TaggedVisited(Tag::Last),
    ];

    /// The case of a name that [`name`](Self::name) gave.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|case| case.name() == name)
    }

    pub fn name(self) -> String {
        format!("{self:?}")
    }

    /// Everything that is made once; then it can be done any number of times.
    pub fn prepare(self, url: &str) -> Box<dyn Fn(u64)> {
        let (url, runtime, client) = (url.to_owned(), runtime(), by_client::client(url));
        match self {
            Self::Items => Box::new(move |times| runtime.block_on(by_client::items(&client, times))),
            Self::Pages => Box::new(move |times| runtime.block_on(by_client::pages(&client, times))),
            Self::Get => Box::new(move |times| runtime.block_on(by_client::get(&client, times))),
            Self::ItemsBlocking => {
                let client = llamacloud::blocking::Client::from(client);
                Box::new(move |times| by_client::items_blocking(&client, times))
            }
            Self::GetBlocking => {
                let client = llamacloud::blocking::Client::from(client);
                Box::new(move |times| by_client::get_blocking(&client, times))
            }
            Self::DrainByHand => {
                let client = reqwest::Client::new();
                Box::new(move |times| runtime.block_on(by_hand::drain(&client, &url, times)))
            }
            Self::GetByHand => {
                let client = reqwest::Client::new();
                Box::new(move |times| runtime.block_on(by_hand::get(&client, &url, times)))
            }
            Self::DrainByHandBlocking => {
                let client = reqwest::blocking::Client::new();
                Box::new(move |times| by_hand::drain_blocking(&client, &url, times))
            }
            Self::GetByHandBlocking => {
                let client = reqwest::blocking::Client::new();
                Box::new(move |times| by_hand::get_blocking(&client, &url, times))
            }
            Self::Unions => {
                let page = unions::page();
                Box::new(move |times| unions::client(&page, times))
            }
            Self::UnionsUntagged => {
                let page = unions::page();
                Box::new(move |times| unions::untagged(&page, times))
            }
            Self::Tagged(tag) => {
                let page = tagged::page(tag);
                Box::new(move |times| tagged::client(&page, times))
            }
            Self::TaggedDerived(tag) => {
                let page = tagged::page(tag);
                Box::new(move |times| tagged::derived(&page, times))
            }
            Self::TaggedVisited(tag) => {
                let page = tagged::page(tag);
                Box::new(move |times| tagged::visited(&page, times))
            }
        }
    }
}

pub fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().expect("a runtime")
}
