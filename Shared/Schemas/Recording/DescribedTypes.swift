package import Messages
package import Vocabulary

/// Vocabulary types that read their JSON by hand, so that watching alone would tell too little.
extension Severity: SchemaDescribing {
    package static var nature: SchemaNature {
        // One alternative for each, so that the gate can see that one more was added.
        let blocks = YearStep.allCases.map { Severity.blocks($0) }
        let texts = ([.refuses, .returns, .warns] + blocks).map(\.text)
        return .text(pattern: "^(\(texts.joined(separator: "|")))$", example: "returns")
    }
}

extension HeadCount: SchemaDescribing {
    package static var nature: SchemaNature { .integer(allowed) }
}

extension Revision: SchemaDescribing {
    package static var nature: SchemaNature { .integer(allowed) }
}
