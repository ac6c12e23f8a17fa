import ArgumentParser
import Pages

/// What changes something wants a reason, which the service journals with the token's identifier.
struct ReasonOption: ParsableArguments {
    @Option(help: "Why, in 3 to 500 characters, for the journal. No names.")
    var reason: String
}

extension OrderReport {
    /// Shows what an order did.
    func show(_ options: OutputOptions) throws(OperatorFailure) {
        let output = Output(options)
        try output.row(
            .fields(["count": JSONValue(count), "detail": .text(detail)]), "\(count): \(SafeText.line(detail))")
        try output.finish()
    }
}
