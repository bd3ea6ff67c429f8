use super::*;

#[test]
fn two_roles_give_the_wider_reach_of_each() {
    let both = BuiltinRole::SalesAgent.access().union(&BuiltinRole::SalesSupport.access());
    assert_eq!(both.scope(Action::LeadsEdit), Some(Scope::All));
    assert_eq!(both.scope(Action::QuotesEdit), Some(Scope::Team));
}

#[test]
fn what_belongs_to_a_colleague_is_out_of_an_agents_reach() {
    let (me, colleague) = (Some(MemberId(uuid::Uuid::from_u128(1))), Some(MemberId(uuid::Uuid::from_u128(2))));
    let agent = BuiltinRole::SalesAgent.access();
    assert!(agent.may_on(Action::QuotesEdit, me, me) && agent.may_on(Action::QuotesEdit, None, me));
    assert!(!agent.may_on(Action::QuotesEdit, colleague, me));
    assert!(Access::all().may_on(Action::QuotesEdit, colleague, me) && !Access::none().may_on(Action::QuotesEdit, me, me));
}

#[test]
fn a_key_is_never_stronger_than_its_maker() {
    let key = Access::all().intersection(&BuiltinRole::Driver.access());
    assert_eq!(key, BuiltinRole::Driver.access());
    let (agent, manager) = (BuiltinRole::SalesAgent.access(), BuiltinRole::Manager.access());
    assert_eq!((agent.intersection(&manager).discount_bp, agent.union(&manager).discount_bp), (500, 1_500));
}
