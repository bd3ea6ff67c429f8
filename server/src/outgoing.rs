//! Outgoing mail: rendered and queued on the caller's transaction, sent by background work. Without an SMTP server
//! mails are kept and read on the mailbox screen.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use shared::input::normal_email;
use shared::operations::Mail;
use shared::text::Locale;
use shared::{Error, MailId, Result, Said};
use uuid::Uuid;

use crate::background::Work;
use crate::cx::Cx;
use crate::db::Tx;
use crate::mail::{self, OutgoingMail, Template};

#[cfg(test)]
mod tests;

/// A mail to be sent.
pub struct Outgoing {
    pub to: String,
    pub to_name: String,
    pub template: Template,
    pub locale: Locale,
    /// What the template shows; the organization's name is added as `organization`.
    pub context: serde_json::Value,
    /// The record it is about.
    pub entity: Option<(&'static str, Uuid)>,
}

impl Tx {
    /// Queues a mail: it is sent if and only if this transaction commits. What a practice organization writes to
    /// others is kept and never sent.
    pub async fn mail(&mut self, outgoing: Outgoing) -> Result<MailId> {
        self.mail_not_before(outgoing, None).await
    }

    /// The same, but not sent before a moment, if there is one: its reader wants to be left alone until then.
    pub async fn mail_not_before(&mut self, mut outgoing: Outgoing, moment: Option<DateTime<Utc>>) -> Result<MailId> {
        let org = self.org().0;
        let id: MailId = self.cx.id();
        let found = sqlx::query!(r#"select name, practice is not null as "practice!" from organizations where id = $1"#, org)
            .fetch_optional(self.db()?)
            .await?;
        let stays = found.as_ref().is_some_and(|found| found.practice) && !outgoing.template.is_about_login();
        let name = found.map_or_else(|| "Tailboard".into(), |found| found.name);
        if let serde_json::Value::Object(context) = &mut outgoing.context {
            context.entry("organization").or_insert_with(|| name.into());
        }
        let rendered = mail::render(outgoing.template, outgoing.locale, &outgoing.context).map_err(|error| Error::internal(&error))?;
        sqlx::query!(
            "insert into mails (org_id, id, to_address, to_name, template, locale, subject, text_body, html_body, entity, entity_id, status, sent_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, case when $12 then 'kept' else 'queued' end, case when $12 then now() end)",
            org,
            id.0,
            outgoing.to,
            outgoing.to_name,
            outgoing.template.key(),
            outgoing.locale.tag(),
            rendered.subject,
            rendered.text,
            rendered.html,
            outgoing.entity.map(|(entity, _)| entity),
            outgoing.entity.map(|(_, id)| id),
            stays
        )
        .execute(self.db()?)
        .await?;
        if !stays {
            self.not_before(&SendMail { mail: id }, moment).await?;
        }
        Ok(id)
    }

    /// Lets the answer to a mail that was queued in this transaction go to an address: to whoever wrote it.
    pub async fn answer_to(&mut self, mail: MailId, address: &str) -> Result<()> {
        let org = self.org().0;
        let address = normal_email(address);
        sqlx::query!("update mails set reply_to = $3 where org_id = $1 and id = $2", org, mail.0, address).execute(self.db()?).await?;
        Ok(())
    }
}

/// Sends one queued mail.
#[derive(Serialize, Deserialize)]
pub struct SendMail {
    mail: MailId,
}

impl Work for SendMail {
    const KIND: &'static str = "mail.send";

    async fn run(self, cx: &Cx) -> Result<()> {
        let mut tx = cx.read().await?;
        let org = tx.org().0;
        // the row stays locked while the mail goes out, so that it goes out once
        let row = sqlx::query!("select to_address, to_name, subject, text_body, html_body, reply_to from mails where org_id = $1 and id = $2 and status = 'queued' for update", org, self.mail.0)
            .fetch_optional(tx.db()?)
            .await?;
        let Some(row) = row else { return Ok(()) };
        let status = if cx.app.mailer().is_configured() {
            let mail = OutgoingMail {
                id: self.mail.0,
                to: row.to_address,
                to_name: row.to_name,
                subject: row.subject,
                text: row.text_body,
                html: row.html_body,
                reply_to: row.reply_to,
            };
            match cx.app.mailer().send(&mail).await {
                Ok(()) => "sent",
                Err(problem) if problem.is_retryable() => return Err(Error::internal(&problem)),
                Err(problem) => {
                    tracing::warn!(%problem, "mail refused for good");
                    sqlx::query!(
                        "update mails set status = 'failed', error = $3 where org_id = $1 and id = $2",
                        org,
                        self.mail.0,
                        Said::of(|| problem.to_string()).kept()
                    )
                    .execute(tx.db()?)
                    .await?;
                    tx.commit(()).await?;
                    return Ok(());
                }
            }
        } else {
            "kept"
        };
        sqlx::query!("update mails set status = $3, sent_at = now() where org_id = $1 and id = $2", org, self.mail.0, status)
            .execute(tx.db()?)
            .await?;
        tx.commit(()).await
    }
}

/// The latest mails of every organization, newest first: the development mailbox.
pub async fn development_mailbox(app: &crate::App, to: Option<&str>) -> Result<Vec<Mail>> {
    let mut tx = app.system("the development mailbox shows every organization").await?;
    let mails = sqlx::query_as!(
        Mail,
        r#"select id as "id: MailId", to_address, to_name, template, subject, text_body, status, error, created_at
           from mails where $1::text is null or to_address = $1 order by created_at desc, id desc limit 200"#,
        to
    )
    .fetch_all(tx.db()?)
    .await?;
    // made for developers, who read English
    let told = |why: String| Said::of_kept(&why).to_string();
    Ok(mails.into_iter().map(|mail| Mail { error: mail.error.map(told), ..mail }).collect())
}
