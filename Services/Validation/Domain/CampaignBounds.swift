import Messages
package import Vocabulary

/// What no campaign holds: numbers and lists beyond all sense. They are multiplied and added up by rules and plans, so
/// a slip of the keyboard must end here, in words.
package enum CampaignBounds {
    package static let numbers: ClosedRange<Int64> = 0...1_000_000_000
    package static let longestList = 1000

    package struct Fault: Hashable, Sendable {
        /// In the campaign's JSON: `rules.P2.most.value`.
        package let path: String
        package let value: String
        /// French, with what to do.
        package let message: String
    }

    /// The first hundred.
    package static func faults(in campaign: Campaign) throws -> [Fault] {
        var faults: [Fault] = []
        judge(try MessageJSON.decode(JSONTree.self, from: try MessageJSON.encode(campaign)), at: "", into: &faults)
        return faults
    }

    private static func judge(_ tree: JSONTree, at path: String, into faults: inout [Fault]) {
        guard faults.count < 100 else { return }
        switch tree {
        case .integer(let number) where !numbers.contains(number):
            faults.append(
                Fault(
                    path: path, value: "\(number)",
                    message: "On attend un nombre de \(numbers.lowerBound) à \(numbers.upperBound)."))
        case .list(let list) where list.count > longestList:
            faults.append(
                Fault(path: path, value: "\(list.count)", message: "On attend \(longestList) éléments au plus."))
        case .list(let list):
            for (index, item) in list.enumerated() { judge(item, at: "\(path)[\(index)]", into: &faults) }
        case .object(let members):
            for (name, member) in members.sorted(by: { $0.key < $1.key }) {
                judge(member, at: path.isEmpty ? name : "\(path).\(name)", into: &faults)
            }
        case .null, .flag, .integer, .number, .text: break
        }
    }
}
