//! What links in mails lead to: confirming and changing an address, a new password, an invitation.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use dioxus::prelude::*;
use server::Cx;
use server::cx::{Refused, Visitor};
use server::identity::{self, Joined};
use shared::Error;
use shared::identity::{AcceptInvitation, ForgottenPassword, NewPassword, TokenPurpose};
use shared::text::with_locale;

use super::filled::Filled;
use super::public::{DEVICE, Sent, dead, enter, filled, leave, page, press, said, status};
use super::text;
use super::views::{ForgotPage, InvitationPage, ResetPage, SaidPage};

pub(super) async fn resend(visitor: Visitor, sent: Sent) -> Response {
    match identity::resend_confirmation(&visitor.app, &visitor.request, filled(sent).get("email")).await {
        Ok(()) => Redirect::to("/login?notice=resent").into_response(),
        Err(error) => dead(&visitor, &error),
    }
}

pub(super) async fn show_confirm(visitor: Visitor, Path(token): Path<String>) -> Response {
    match identity::peek_confirmation(&visitor.app, &token).await {
        Ok(email) => press(&visitor, text::confirm_title, || text::confirm_lead(&email), format!("/confirm/{token}"), text::confirm),
        Err(error) => dead(&visitor, &error),
    }
}

pub(super) async fn confirm(visitor: Visitor, Path(token): Path<String>) -> Response {
    match identity::confirm(&visitor.app, &token).await {
        Ok(_) => Redirect::to("/login?notice=confirmed").into_response(),
        Err(error) => dead(&visitor, &error),
    }
}

pub(super) async fn show_new_address(visitor: Visitor, Path(token): Path<String>) -> Response {
    match identity::peek_email(&visitor.app, &token, TokenPurpose::ChangeEmail).await {
        Ok(email) => {
            let action = format!("/confirm-address/{token}");
            press(&visitor, text::new_address_title, || text::new_address_lead(&email), action, text::confirm)
        }
        Err(error) => dead(&visitor, &error),
    }
}

pub(super) async fn confirm_new_address(visitor: Visitor, Path(token): Path<String>) -> Response {
    match identity::confirm_new_email(&visitor.app, &visitor.request, &token).await {
        Ok(email) => page(&visitor, StatusCode::OK, text::new_address_title, || {
            rsx! { SaidPage { title: text::new_address_title(), words: text::new_address_done(&email), href: "/app/settings/security", label: text::go_on() } }
        }),
        Err(error) => dead(&visitor, &error),
    }
}

pub(super) async fn show_undo(visitor: Visitor, Path(token): Path<String>) -> Response {
    match identity::peek_email(&visitor.app, &token, TokenPurpose::UndoEmail).await {
        Ok(email) => press(&visitor, text::undo_title, || text::undo_lead(&email), format!("/undo-address/{token}"), text::undo),
        Err(error) => dead(&visitor, &error),
    }
}

pub(super) async fn undo(visitor: Visitor, Path(token): Path<String>) -> Response {
    match identity::undo_email(&visitor.app, &visitor.request, &token).await {
        Ok(email) => page(&visitor, StatusCode::OK, text::undo_title, || {
            rsx! { SaidPage { title: text::undo_title(), words: text::new_address_done(&email), href: "/forgot", label: text::forgot_title() } }
        }),
        Err(error) => dead(&visitor, &error),
    }
}

pub(super) async fn show_forgot(visitor: Visitor) -> Response {
    page(&visitor, StatusCode::OK, text::forgot_title, || rsx! { ForgotPage { filled: Filled::default() } })
}

pub(super) async fn forgot(visitor: Visitor, sent: Sent) -> Response {
    let form = filled(sent);
    let input = ForgottenPassword { email: form.get("email").to_owned() };
    if let Err(error) = shared::input::check(&input) {
        return page(&visitor, status(&error), text::forgot_title, || rsx! { ForgotPage { filled: form.refused(&error) } });
    }
    // nobody waits for it, so that the time of the answer does not tell who has an account
    let Visitor { app, request } = visitor.clone();
    tokio::spawn(async move {
        if let Err(error) = identity::forgot(&app, &request, input).await {
            tracing::warn!(%error, "a link for a new password was not sent");
        }
    });
    page(
        &visitor,
        StatusCode::OK,
        text::sent_title,
        || rsx! { SaidPage { title: text::sent_title(), words: text::forgot_sent(), href: "/login", label: text::back_to_login() } },
    )
}

pub(super) async fn show_reset(visitor: Visitor, Path(token): Path<String>) -> Response {
    match identity::reset_person(&visitor.app, &token).await {
        Ok(email) => page(
            &visitor,
            StatusCode::OK,
            text::forgot_title,
            || rsx! { ResetPage { filled: Filled::default(), email, action: format!("/reset/{token}") } },
        ),
        Err(error) => dead(&visitor, &error),
    }
}

pub(super) async fn reset(visitor: Visitor, Path(token): Path<String>, sent: Sent) -> Response {
    let form = filled(sent);
    let input = NewPassword { password: form.get("password").to_owned() };
    match identity::reset(&visitor.app, &visitor.request, &token, input).await {
        Ok(()) => Redirect::to("/login?notice=password").into_response(),
        Err(error @ Error::Invalid(_)) => match identity::reset_person(&visitor.app, &token).await {
            Ok(email) => page(
                &visitor,
                status(&error),
                text::forgot_title,
                || rsx! { ResetPage { filled: form.refused(&error), email, action: format!("/reset/{token}") } },
            ),
            Err(error) => dead(&visitor, &error),
        },
        Err(error) => dead(&visitor, &error),
    }
}

pub(super) async fn show_invitation(mut visitor: Visitor, jar: CookieJar, Path(token): Path<String>) -> Response {
    match with_offer(&mut visitor, &jar, &token).await {
        Ok(offer) => {
            let title = offer.org_name.clone();
            page(
                &visitor,
                StatusCode::OK,
                || text::invitation_title(title),
                || rsx! { InvitationPage { filled: Filled::default(), offer, action: format!("/invitations/{token}") } },
            )
        }
        Err(error) => dead(&visitor, &error),
    }
}

/// The offer of a link. The page speaks the organization's language unless the visitor chose one.
async fn with_offer(visitor: &mut Visitor, jar: &CookieJar, token: &str) -> shared::Result<shared::identity::InvitationOffer> {
    let mut offer = identity::offer(&visitor.app, token).await?;
    if said(&visitor.app, jar, server::cx::LANGUAGE).is_none() {
        visitor.request.locale = offer.locale;
    }
    offer.role_names = with_locale(visitor.request.locale, || {
        offer.roles.iter().map(|role| shared::identity::role_name(*role)).chain(offer.custom_names.iter().cloned()).collect()
    });
    Ok(offer)
}

pub(super) async fn accept_invitation(
    mut visitor: Visitor,
    jar: CookieJar,
    former: Result<Cx, Refused>,
    Path(token): Path<String>,
    sent: Sent,
) -> Response {
    let form = filled(sent);
    visitor.request.command = form.command();
    let input = AcceptInvitation { name: form.get("name").to_owned(), password: form.get("password").to_owned() };
    let device = said(&visitor.app, &jar, DEVICE).map(str::to_owned);
    match identity::accept_invitation(&visitor.app, &visitor.request, &token, input, device.as_deref()).await {
        Ok(Joined::New(opened)) => {
            leave(former).await;
            enter(&visitor.app, &opened, None)
        }
        Ok(Joined::Known) => Redirect::to("/login?notice=joined").into_response(),
        Err(error @ (Error::Invalid(_) | Error::TooMany { .. })) => match with_offer(&mut visitor, &jar, &token).await {
            Ok(offer) => {
                let title = offer.org_name.clone();
                page(
                    &visitor,
                    status(&error),
                    || text::invitation_title(title),
                    || rsx! { InvitationPage { filled: form.refused(&error), offer, action: format!("/invitations/{token}") } },
                )
            }
            Err(error) => dead(&visitor, &error),
        },
        Err(error) => dead(&visitor, &error),
    }
}
