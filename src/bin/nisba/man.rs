//! `nisba man`: the manual pages.

use std::path::PathBuf;

use clap::CommandFactory;

use crate::Failure;

/// Write the manual pages, one a verb, into a folder
#[derive(clap::Args)]
#[command(after_help = "Example:\n  nisba man ~/.local/share/man/man1")]
pub(crate) struct Args {
    /// The folder; it is made if it is not there
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    let wrong = Failure::of_file(&args.folder);
    std::fs::create_dir_all(&args.folder).map_err(&wrong)?;
    // What `nisba help VERB` shows is the page of that verb.
    let command = crate::Cli::command().disable_help_subcommand(true);
    let verbs =
        command.get_subcommands().filter(|verb| !verb.is_hide_set()).map(|verb| format!("nisba-{}", verb.get_name()));
    let pages: Vec<String> = std::iter::once("nisba".to_owned()).chain(verbs).collect();
    clap_mangen::generate_to(command, &args.folder).map_err(wrong)?;
    for page in pages {
        let path = args.folder.join(format!("{page}.1"));
        let wrong = Failure::of_file(&path);
        let text = std::fs::read_to_string(&path).map_err(&wrong)?;
        std::fs::write(&path, with_examples(&text)).map_err(&wrong)?;
    }
    Ok(())
}

/// A page with its examples under the heading that manual pages have for them.
fn with_examples(page: &str) -> String {
    ["Examples:", "Example:"]
        .iter()
        .fold(page.to_owned(), |page, word| page.replace(&format!(".SH EXTRA\n{word}\n"), ".SH EXAMPLES\n"))
}
