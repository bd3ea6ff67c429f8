//! Places people have: teams, managers, the lead queue, roles that ask for a second factor; and who looked as whom.

use super::*;

/// Invites somebody who then joins; their member.
async fn joined(t: &TestApp, by: &Cx, new: NewInvitation) -> shared::MemberId {
    let email = new.email.clone();
    invite(by, new).await.unwrap();
    let token = link_token(&mail_to(t, &email).await, "/invitations/");
    let input = AcceptInvitation { name: "Somebody New".into(), password: STRONG.into() };
    accept_invitation(&t.app, &request(), &token, input, None).await.unwrap();
    members(by).await.unwrap().into_iter().find(|member| member.email == email).unwrap().id
}

fn invitation(email: &str, role: BuiltinRole, queue: Option<bool>) -> NewInvitation {
    NewInvitation { email: email.into(), name: String::new(), roles: vec![role], custom_roles: vec![], team: None, queue }
}

#[tokio::test]
async fn an_invitation_gives_a_team_and_a_turn_in_the_lead_queue() {
    let t = TestApp::new().await;
    let owner = t.owner().await;
    let team = create_team(&owner, NewTeam { name: "North".into() }).await.unwrap();
    let support = NewInvitation { team: Some(team.id), ..invitation("sue@x.example", BuiltinRole::SalesSupport, Some(true)) };
    let support = joined(&t, &owner, support).await;
    let agent = joined(&t, &owner, invitation("ann@x.example", BuiltinRole::SalesAgent, None)).await;
    let resting = joined(&t, &owner, invitation("ray@x.example", BuiltinRole::SalesAgent, Some(false))).await;
    let driver = joined(&t, &owner, invitation("dan@x.example", BuiltinRole::Driver, None)).await;
    let turns = crate::leads::queue(&owner).await.unwrap().turns;
    let stands = |member| turns.iter().find(|place| place.turn.member == member).map(|place| place.turn.active);
    assert_eq!((stands(support), stands(agent), stands(resting), stands(driver)), (Some(true), Some(true), Some(false), None));
    assert_eq!(members(&owner).await.unwrap().into_iter().find(|member| member.id == support).unwrap().teams, [team.id]);
    assert_eq!(invitations(&owner).await.unwrap().iter().filter(|invitation| invitation.queue).count(), 2);
    let mut clerk = t.cx(BuiltinRole::Manager);
    clerk.access.permissions.remove(&Action::LeadsAssign);
    let asked = invitation("max@x.example", BuiltinRole::Driver, Some(true));
    assert!(matches!(invite(&clerk, asked).await, Err(Error::Forbidden { .. })), "the queue is for those who assign leads");
}

#[tokio::test]
async fn a_right_with_team_scope_reaches_the_team_and_everybody_below() {
    let t = TestApp::new().await;
    let owner = t.owner().await;
    let access = Access { permissions: [(Action::LeadsView, Scope::Team), (Action::LeadsEdit, Scope::Team)].into(), ..Access::none() };
    let new = NewRole { name: "Head of sales".into(), based_on: BuiltinRole::Manager, access, mfa_required: false };
    let role = create_role(&owner, new).await.unwrap();
    let id = |role| t.org().person(role).member;
    let team = create_team(&owner, NewTeam { name: "North".into() }).await.unwrap();
    let place = |manager, teams| EditMember {
        roles: vec![],
        custom_roles: vec![role.id],
        teams,
        manager,
        title: String::new(),
        phone: String::new(),
        version: 1,
    };
    let (head, middle, below, mate, other) =
        (BuiltinRole::Manager, BuiltinRole::SalesSupport, BuiltinRole::SalesAgent, BuiltinRole::Dispatcher, BuiltinRole::Accountant);
    edit_member(&owner, id(head), place(None, vec![team.id])).await.unwrap();
    edit_member(&owner, id(middle), place(Some(id(head)), vec![])).await.unwrap();
    edit_member(&owner, id(below), place(Some(id(middle)), vec![])).await.unwrap();
    edit_member(&owner, id(mate), place(None, vec![team.id])).await.unwrap();
    let circle = EditMember { version: 2, ..place(Some(id(below)), vec![team.id]) };
    assert_eq!(code(&edit_member(&owner, id(head), circle).await.unwrap_err()), "manager:below");

    for role in [head, middle, below, mate, other] {
        let lead = shared::leads::NewLead {
            name: format!("For {role}"),
            company: None,
            email: None,
            phone: None,
            service_line: ServiceLine::Moving,
            source: shared::leads::LeadSource::Phone,
            urgency: shared::leads::Urgency::Low,
            wanted_on: None,
            origin: None,
            destination: None,
            passengers: None,
            vehicle_type: None,
            value_cents: None,
            notes: String::new(),
            owner: Some(id(role)),
            stage: None,
            custom: shared::customers::CustomValues::new(),
        };
        crate::leads::create(&owner, lead).await.unwrap();
    }
    let cx = entered(&t, &t.session(t.org(), head).await).await.unwrap();
    let seen = crate::leads::list(&cx, crate::leads::Filter::default()).await.unwrap();
    let mut names: Vec<_> = seen.page.items.iter().map(|row| row.name.clone()).collect();
    names.sort();
    assert_eq!(names, ["For dispatcher", "For manager", "For sales_agent", "For sales_support"]);
    assert_eq!(seen.counts.all, 4);
    let cx = entered(&t, &t.session(t.org(), below).await).await.unwrap();
    let seen = crate::leads::list(&cx, crate::leads::Filter::default()).await.unwrap();
    assert_eq!(seen.page.items.len(), 1, "nobody sees upwards");
    let mine = entered(&t, &t.session(t.org(), other).await).await.unwrap();
    assert!(mine.team.is_empty(), "nothing is looked up for those without such a right");
}

#[tokio::test]
async fn a_customer_sees_who_looked_and_why_and_only_for_the_own_account() {
    let t = TestApp::new().await;
    let owner = t.owner().await;
    let mut people = Vec::new();
    for (name, email) in [("Ines Costa", "ines@client.example"), ("Tomas Vega", "tomas@vega.example")] {
        let mut tx = owner.write().await.unwrap();
        let new = shared::customers::NewCustomer { name: name.into(), email: Some(email.into()), ..Default::default() };
        people.push(crate::customers::find_or_create(&owner, &mut tx, new).await.unwrap());
        tx.commit(()).await.unwrap();
    }
    let cx = entered(&t, &t.session(t.org(), BuiltinRole::Owner).await).await.unwrap();
    let (account, contact) = people[0];
    start_view(&cx, ViewAs { account, contact, reason: "Cannot find the receipt".into() }).await.unwrap();
    t.relay().await;
    let seen = looks(&t.customer_cx(account, contact)).await.unwrap();
    assert_eq!(seen.len(), 1);
    assert_eq!((seen[0].who.as_str(), seen[0].contact.as_str()), (owner.actor.name(), "Ines Costa"));
    assert_eq!(seen[0].reason, "Cannot find the receipt");
    assert!(looks(&t.customer_cx(people[1].0, people[1].1)).await.unwrap().is_empty());
    assert!(matches!(looks(&owner).await, Err(Error::Forbidden { .. })), "it is the customer's list");
}

#[tokio::test]
async fn a_built_in_role_can_ask_for_a_second_factor() {
    let t = TestApp::new().await;
    let owner = t.owner().await;
    let token = t.session(t.org(), BuiltinRole::Accountant).await;
    assert!(entered(&t, &token).await.unwrap().access.may(Action::QuotesView));
    let found = organization(&owner).await.unwrap();
    let edit = EditOrganization {
        name: found.name,
        country: found.country,
        currency: found.currency,
        zone: found.zone,
        locale: found.locale,
        brand_hex: found.brand_hex,
        hubs: found.hubs,
        hours: found.hours,
        holidays: found.holidays,
        numbering: found.numbering,
        mfa_roles: vec![BuiltinRole::Accountant],
        track_mail: None,
        version: found.version,
    };
    edit_organization(&owner, edit).await.unwrap();
    let cx = entered(&t, &token).await.unwrap();
    assert_eq!(cx.access, Access::none());
    assert!(session(&cx).await.unwrap().must_add_factor);
}
