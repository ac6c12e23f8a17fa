package import Foundation

/// Where the sources stand: tests read the catalogues and scripts that lie there.
package enum PackageRoot {
    package static let url: URL = {
        // This file is Tests/TestKit/PackageRoot.swift.
        var url = URL(fileURLWithPath: #filePath)
        for _ in 0..<3 { url.deleteLastPathComponent() }
        return url
    }()

    /// The topics of the proof: `proof.requests.v1` and the rest.
    package static var proofTopics: URL { url.appendingPathComponent("Tests/ProofService/topics.json") }
}
