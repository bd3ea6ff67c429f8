//! The crew's client.

fn main() {
    app::client::start(app::client::App::Field);
    dioxus::launch(app::routes::field::Field);
}
