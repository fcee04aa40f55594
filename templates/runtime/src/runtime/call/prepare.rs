//! From a call to the request that goes out, which is the same for every attempt.

use std::collections::BTreeMap;

use http::{HeaderMap, HeaderName, HeaderValue, header};

use super::Call;
use super::additions::Additions;
use super::body::Body;
use crate::runtime::credentials::{Carrier, Chosen, Credential, Provided, header_name};
use crate::runtime::encode;
use crate::runtime::error::Error;
use crate::runtime::operation::Method;
use crate::runtime::redact::Secrets;
use crate::runtime::service::{Auth, Scheme};
use crate::runtime::transport::body::Piece;

/// The longest URL that [`http::Uri`] holds. Nothing else of ours is refused by it: the address was checked when the client
/// was built, and what is added to it is encoded.
const LONGEST_URL: usize = u16::MAX as usize - 1;

/// A request without the time an attempt may take.
#[derive(Debug)]
pub struct Prepared {
    pub(crate) method: Method,
    pub(crate) url: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<Piece>,
}

impl Call {
    /// Puts the request together.
    ///
    /// # Errors
    ///
    /// When a value was refused, or the path cannot be filled. Nothing has been sent then.
    pub(crate) fn prepare(&self, additions: &Additions) -> Result<Prepared, Error> {
        self.try_prepare(additions).map_err(|reason| Error::invalid_request(reason).with_operation(self.spec.id))
    }

    /// Whether it was sent as often as it can be: a stream of the caller is read once.
    pub(crate) fn is_spent(&self) -> bool {
        self.body.is_spent() || self.files.iter().any(|(_, upload)| upload.is_spent())
    }

    /// What must not be shown of the request, wherever the service echoes it.
    pub(crate) fn secrets(&self) -> Secrets {
        self.secrets_with(&Additions::default())
    }

    /// The same, and nothing of the keys that are added.
    pub(crate) fn secrets_with(&self, additions: &Additions) -> Secrets {
        if additions.keys.is_empty()
            && self.headers.is_empty()
            && self.cookies.is_empty()
            && matches!(self.body, Body::Absent)
        {
            return self.client.secrets().clone();
        }
        let chosen = self.credentials();
        let headers = chosen.and_then(|chosen| self.effective_headers(&chosen, None, additions)).unwrap_or_default();
        let provided = additions.keys.iter().flat_map(Credential::secrets);
        Secrets::of(&headers, self.body.values()).and(self.client.credentials().secrets().chain(provided))
    }

    fn try_prepare(&self, additions: &Additions) -> Result<Prepared, String> {
        if let Some(reason) = &self.refused {
            return Err(reason.clone());
        }
        let body = self.body.write(self.spec.body, &self.files)?;
        let chosen = self.credentials()?;
        let content_type = body.as_ref().map(|body| body.media_type.as_str());
        let headers = self.effective_headers(&chosen, content_type, additions)?;
        let body = body.map(|body| body.pieces).unwrap_or_default();
        Ok(Prepared { method: self.spec.method, url: self.url(chosen, &additions.keys)?, headers, body })
    }

    fn url(&self, chosen: Vec<Chosen<'_>>, keys: &[Credential]) -> Result<String, String> {
        let mut url = self.page_url()?;
        let keys = encode::query(self.keys_in(chosen, keys).map(|(name, key): (&str, &str)| (name, key)));
        if !keys.is_empty() {
            url.push(if url.contains('?') { '&' } else { '?' });
            url.push_str(&keys);
        }
        // Found here, it is not mistaken for a failure on the way, which would be tried again.
        match url.len() > LONGEST_URL {
            true => Err(format!("the URL has {} bytes, more than the {LONGEST_URL} that can be sent", url.len())),
            false => Ok(url),
        }
    }

    /// The path with its parameters filled in, after `base`.
    pub(super) fn path_after(&self, base: &str) -> Result<String, String> {
        let value_of = |name: &str| self.path.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_str());
        encode::path(base, self.spec.path, value_of)
    }

    /// What was set, and after it what the client fills in for this operation.
    pub(super) fn effective_query(&self) -> Vec<(String, String)> {
        let filled = self.client.default_parameters().iter().filter(|(name, _)| {
            self.spec.default_parameters.contains(&name.as_str())
                && self.query_value(name).is_none()
                && !self.without.contains(name)
        });
        self.query.iter().cloned().chain(filled.map(|(name, value)| (name.clone(), value.clone()))).collect()
    }

    /// What proves who sends this.
    fn credentials(&self) -> Result<Vec<Chosen<'_>>, String> {
        let has_header = |name: &HeaderName| {
            self.headers.contains_key(name)
                || self.client.headers().contains_key(name)
                || self.without_headers.contains(name)
        };
        let is_settled = |scheme: &Scheme| {
            has_header(&header::AUTHORIZATION)
                || match scheme.auth {
                    Auth::Bearer | Auth::Basic => false,
                    Auth::Header(name) => has_header(&header_name(name)),
                    Auth::Query(name) => self.query_value(name).is_some(),
                    Auth::Cookie(name) => self.has_cookie(name),
                }
        };
        self.client.credentials().of_operation(self.spec.security, is_settled)
    }

    /// What has to be asked for keys before this can be sent.
    pub(crate) fn providers(&self) -> Vec<&Provided> {
        if !self.client.credentials().has_providers() {
            return Vec::new();
        }
        let chosen = self.credentials().unwrap_or_default().into_iter();
        let provided = chosen.filter_map(|chosen| match chosen {
            Chosen::Provided(provided) => Some(provided),
            Chosen::Held(_) => None,
        });
        provided.collect()
    }

    /// The keys that travel in the query, by name. One that the call sets itself wins.
    #[cfg(feature = "cli")]
    pub(crate) fn keys_of_query<'a>(
        &'a self,
        keys: &'a [Credential],
    ) -> Result<impl Iterator<Item = (&'static str, &'a str)>, String> {
        Ok(self.keys_in(self.credentials()?, keys))
    }

    fn keys_in<'a>(
        &'a self,
        chosen: Vec<Chosen<'a>>,
        keys: &'a [Credential],
    ) -> impl Iterator<Item = (&'static str, &'a str)> {
        let credentials = chosen.into_iter().filter_map(|chosen| chosen.credential(keys));
        credentials.filter_map(|credential| match credential.carrier {
            Carrier::Query(name) if self.query_value(name).is_none() => Some((name, credential.text())),
            Carrier::Query(_) | Carrier::Header(..) | Carrier::Cookie(_) => None,
        })
    }

    /// The names under which credentials of this operation travel in the query, whether they are known already or not.
    pub(crate) fn keys_in_query(&self) -> Vec<&'static str> {
        let chosen = self.credentials().unwrap_or_default().into_iter();
        let name = |chosen: Chosen<'_>| if let Auth::Query(name) = chosen.scheme().auth { Some(name) } else { None };
        chosen.filter_map(name).collect()
    }

    fn has_cookie(&self, name: &str) -> bool {
        self.cookies.iter().any(|(known, _)| known == name)
    }

    /// The client's headers without those this call takes off, and with its own in place of ones of the same name.
    fn effective_headers(
        &self,
        chosen: &[Chosen<'_>],
        content_type: Option<&str>,
        additions: &Additions,
    ) -> Result<HeaderMap, String> {
        let mut headers = self.client.headers().clone();
        let mut cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        for credential in chosen.iter().filter_map(|chosen| chosen.credential(&additions.keys)) {
            match &credential.carrier {
                // One that a caller set in its place wins.
                Carrier::Header(name, value) => {
                    headers.entry(name).or_insert_with(|| value.clone());
                }
                Carrier::Cookie(name) if !self.has_cookie(name) => {
                    cookies.push(format!("{name}={}", credential.text()));
                }
                Carrier::Cookie(_) | Carrier::Query(_) => {}
            }
        }
        if let Some(content_type) = content_type {
            let value = HeaderValue::try_from(content_type).map_err(|_| "the media type of the body is not legal")?;
            headers.insert(header::CONTENT_TYPE, value);
        }
        // What a caller told the client to ask for wins.
        headers.entry(header::ACCEPT).or_insert(HeaderValue::from_static(self.accept));
        // That of the whole client would be the same for different calls.
        if let (Some(name), Some(key)) = (self.idempotency_header(), &additions.idempotency_key) {
            let key = HeaderValue::try_from(key).map_err(|_| "the key of the call is not legal")?;
            headers.insert(name, key);
        }
        for name in &self.without_headers {
            headers.remove(name);
        }
        for (name, value) in &self.headers {
            headers.insert(name, value.clone());
        }
        if !cookies.is_empty() {
            let others = headers.get(header::COOKIE).and_then(|value| value.to_str().ok());
            cookies.extend(others.map(str::to_owned));
            let mut value = HeaderValue::try_from(cookies.join("; "))
                .map_err(|_| "the name of a cookie is not legal".to_owned())?;
            value.set_sensitive(true);
            headers.insert(header::COOKIE, value);
        }
        Ok(headers)
    }

    /// The values that tell this request apart from others, by name: path, query, and the top of the body.
    pub(crate) fn values(&self) -> BTreeMap<String, String> {
        let path = self.path.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
        path.chain(self.effective_query()).chain(self.body.scalars()).collect()
    }
}
