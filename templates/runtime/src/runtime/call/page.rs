//! What a walk over a list reads and changes of a call.

use serde_json::Value;

use super::Call;
use crate::runtime::encode;
use crate::runtime::next_url;

impl Call {
    /// A field at the top of the body.
    pub(crate) fn body_field(&self, name: &str) -> Option<&Value> {
        self.body.values().find_map(|(key, value)| (key == name).then_some(value))
    }

    /// Takes off a field at the top of the body.
    pub(crate) fn remove_body_field(&mut self, name: &str) {
        if self.body_field(name).is_some() {
            self.body.fields().map(|fields| fields.remove(name));
        }
    }

    /// Asks for this path and query instead of those that were set, without credentials in it.
    pub(crate) fn set_target(&mut self, target: &str) {
        let is_there = self
            .client
            .address(self.spec)
            .map_err(str::to_owned)
            .map(|address| next_url::at_origin_of(address, target).is_some());
        match is_there {
            Ok(true) => self.target = Some(target.to_owned()),
            Ok(false) => self.refuse("the page is not at the service"),
            Err(reason) => self.refuse(reason),
        }
    }

    /// The query and the body as they will be sent, sorted: what tells a list from another one of the same operation. What
    /// the client fills in is included.
    pub(crate) fn filters(&self) -> Vec<(String, String)> {
        let body = self.body.values().map(|(name, value)| (name.to_owned(), value.to_string()));
        let mut filters: Vec<_> = self.effective_query().into_iter().chain(body).collect();
        filters.sort();
        filters
    }

    /// The URL without the credentials in it.
    pub(crate) fn page_url(&self) -> Result<String, String> {
        if let Some(target) = &self.target {
            let elsewhere = || "the page is not at the service".to_owned();
            return next_url::at_origin_of(self.client.address(self.spec)?, target).ok_or_else(elsewhere);
        }
        let mut url = self.path_after(self.client.address(self.spec)?)?;
        let pairs = self.effective_query();
        let query =
            encode::query_with_rows(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())), &self.rows);
        if !query.is_empty() {
            // The path of an operation may have a fixed query.
            url.push(if url.contains('?') { '&' } else { '?' });
            url.push_str(&query);
        }
        Ok(url)
    }
}
