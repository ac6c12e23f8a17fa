import ArgumentParser
import Foundation
import Pages
import Vocabulary

struct TokensCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tokens", abstract: "Tokens by which services know who calls.", subcommands: [TokensNew.self])
}

struct TokensNew: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Makes a token: shown once, its entry added to a service's token file.",
        discussion: """
            The file keeps the token's SHA-256 alone; it is made with mode 0600 when it isn't there. A running service \
            reads it again on SIGHUP.
            """)

    @Option(help: ArgumentHelp("The service's token file.", valueName: "file"))
    var file: String

    @Option(help: "Who it is for, as journals and logs will name the caller: never a person's name.")
    var identifier: String

    @Option(help: "What it allows. As often as needed. (default: operator)")
    var role: [String] = []

    @Option(help: "A function that the caller may act for. As often as needed.")
    var function: [String] = []

    @Option(help: ArgumentHelp("A département, as often as needed.", valueName: "number"))
    var departement: [String] = []

    @Option(help: ArgumentHelp("Valid from, such as 2026-09-01T00:00:00Z. (default: now)", valueName: "time"))
    var from: TokenMoment?

    @Option(help: ArgumentHelp("For how many days, 1 to 400.", valueName: "number"))
    var days = 90

    @OptionGroup var outputOptions: OutputOptions

    func validate() throws {
        if !(1...400).contains(days) { throw ValidationError("--days \(days): write a number from 1 to 400") }
        for (flag, texts) in [
            ("--identifier", [identifier]), ("--role", role), ("--function", function), ("--departement", departement),
        ] where texts.contains(where: { $0.isEmpty || $0.unicodeScalars.contains(where: SafeText.isUnsafe) }) {
            throw ValidationError("\(flag): write a text that isn't empty, of one line")
        }
    }

    func run() throws {
        let now = Instant(milliseconds: Int64(Date().timeIntervalSince1970) * 1000)
        let start = from?.instant ?? now
        let caller = Caller(
            identifier: identifier, roles: role.isEmpty ? [Caller.operatorRole] : Set(role), functions: Set(function),
            departements: Set(departement))
        let made: (token: Token, entry: TokenEntry)
        do {
            made = try TokenEntry.mint(for: caller, from: start, until: start + .seconds(days * 24 * 3600))
        } catch {
            throw OperatorFailure(.usage, "\(error)")
        }
        try TokenLedger(path: file).add(made.entry)
        let output = Output(outputOptions)
        // The one time that the token is shown.
        try output.row(
            .fields([
                "token": .text(made.token.text), "identifier": .text(identifier), "sha256": .text(made.entry.sha256),
                "roles": .list(caller.roles.sorted().map { .text($0) }),
                "from": .text(TokenTime.text(made.entry.from)), "until": .text(TokenTime.text(made.entry.until)),
                "file": .text(file),
            ]), made.token.text)
        try output.finish()
        if !output.isJSON {
            complain(
                "\(identifier) may use it until \(TokenTime.text(made.entry.until)); it is shown this once: keep it "
                    + "in a file of mode 0600")
        }
    }
}

/// A time as the token file writes it.
struct TokenMoment: ExpressibleByArgument, Equatable {
    var instant: Instant

    init?(argument: String) {
        guard let instant = TokenTime.instant(argument) else { return nil }
        self.instant = instant
    }
}
