fn main() {
    let a: Vec<String> = std::env::args().collect();
    if a[1] == "fit" {
        nisba::experiment(a[2].as_ref()).unwrap();
    } else {
        nisba::experiment2(a[2].as_ref(), a[3].as_ref()).unwrap();
    }
}
