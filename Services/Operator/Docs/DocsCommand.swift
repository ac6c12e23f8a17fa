import ArgumentParser
import Foundation
import Schemas

struct DocsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "docs", abstract: "Writes the documents that are made from the messages.",
        discussion: """
            JSON Schemas, the AsyncAPI document, docs/messages.md and the drawings of topics and modules, made from \
            this program's types and the comments of its sources: run it in the sources that it was built from. \
            Compares the messages with every published version first, and writes nothing where one would break.

            With --check nothing is written: exit code 1 when a document is out of date or a published version would \
            break.
            """)

    @Option(help: ArgumentHelp("The repository's root.", valueName: "folder"))
    var sources = "."

    @Option(help: ArgumentHelp("Where to write instead of the repository itself.", valueName: "folder"))
    var out: String?

    @Flag(help: "Write nothing; say what is out of date.")
    var check = false

    @OptionGroup var outputOptions: OutputOptions

    func run() throws {
        let root = URL(fileURLWithPath: sources)
        let target = out.map { URL(fileURLWithPath: $0) } ?? root
        let documents: GeneratedDocuments
        let breaks: [SchemaBreak]
        do {
            documents = try GeneratedDocuments(root: root)
            breaks = CompatibilityGate.breaks(
                current: try MessageSchema.current(), published: try CompatibilityGate.published(root: root))
        } catch let error as CocoaError {
            throw OperatorFailure(
                .usage,
                "--sources \(sources): can't read \(error.filePath ?? "a file"); run it at the repository's root")
        } catch {
            throw OperatorFailure(.unexpected, "\(error)")
        }
        let output = Output(outputOptions)
        for found in breaks { try output.row(found.json, "breaks: \(found)") }
        guard breaks.isEmpty else {
            try output.finish()
            throw OperatorFailure(
                .differs, "\(breaks.count) breaks of published versions; take them back, or make a new type beside")
        }
        try write(documents, to: target, output)
    }

    private func write(_ documents: GeneratedDocuments, to target: URL, _ output: Output) throws {
        let differing = documents.differing(from: target)
        if !check {
            do {
                _ = try documents.write(to: target)
            } catch {
                throw OperatorFailure(.usage, "can't write to \(target.path); give another --out")
            }
        }
        let action = check ? "outOfDate" : "written"
        for path in differing {
            let line = check ? "out of date: \(path)" : "wrote \(path)"
            try output.row(.fields(["path": .text(path), "action": .text(action)]), line)
        }
        if differing.isEmpty { try output.note("all \(documents.pages.count) documents stand as the messages say") }
        try output.finish()
        if check, !differing.isEmpty {
            throw OperatorFailure(.differs, "\(differing.count) documents are out of date; alp docs writes them")
        }
    }
}

extension CocoaError {
    fileprivate var filePath: String? { userInfo[NSFilePathErrorKey] as? String }
}

extension SchemaBreak {
    fileprivate var json: JSONValue {
        .fields([
            "topic": .text(topic), "type": .text(type), "field": .text(field), "version": .text(version),
            "break": .text(kind.rawValue), "readers": .list(readers.map { .text($0) }), "text": .text(description),
        ])
    }
}
