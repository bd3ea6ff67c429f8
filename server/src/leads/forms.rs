//! Forms visitors fill in: the organization's own, and one of each source that has one.

use shared::customers::CustomField;
use shared::leads::LeadSource;
use shared::packs::ServiceLine;
use shared::{Error, LeadSourceId, Result};

use super::capture::{self, Host};
use super::sql;
use crate::app::App;
use crate::customers;
use crate::cx::{Cx, RequestInfo};

/// A form with whatever it asks for.
#[derive(Clone, Debug)]
pub struct PublicForm {
    pub host: Host,
    /// The source whose form it is; none for the organization's own.
    pub source: Option<FormOf>,
    /// The organization's own fields it asks for, in the order forms show them.
    pub fields: Vec<CustomField>,
}

/// A source as its form needs it.
#[derive(Clone, Debug)]
pub struct FormOf {
    pub id: LeadSourceId,
    /// What the address of the form ends with.
    pub slug: String,
    pub source: LeadSource,
    pub service_line: Option<ServiceLine>,
}

impl PublicForm {
    /// The services one can ask for here: that of the source, if it has one the organization still offers.
    pub fn lines(&self) -> Vec<ServiceLine> {
        let of_source = self.source.as_ref().and_then(|of| of.service_line).filter(|line| self.host.service_lines.contains(line));
        of_source.map_or_else(|| self.host.service_lines.clone(), |line| vec![line])
    }

    /// Where it is on this server.
    pub fn path(&self) -> String {
        match &self.source {
            Some(of) => format!("/capture/{}/{}", self.host.slug, of.slug),
            None => format!("/capture/{}", self.host.slug),
        }
    }
}

/// The form at an address: the organization's own, or that of a source while it is open. `NotFound` for others.
pub async fn form(app: &App, slug: &str, source: Option<&str>) -> Result<PublicForm> {
    let host = capture::host(app, slug).await?;
    let cx = Cx::public(app, host.org, RequestInfo::internal("form"), "form");
    let mut tx = cx.read().await?;
    let source = match source {
        Some(slug) => Some(sql::form_of(&mut tx, slug).await?.ok_or(Error::NotFound)?),
        None => None,
    };
    let mut fields = customers::lead_fields(&mut tx).await?;
    fields.retain(|field| field.on_form && !field.archived);
    Ok(PublicForm { host, source, fields })
}
