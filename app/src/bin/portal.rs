//! The customer portal, for browsers.

fn main() {
    app::routes::portal::launch();
}
