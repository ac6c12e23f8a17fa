package import Foundation

/// A program of this package, as the build that made the running tests left it.
package enum BuiltProduct: String, CaseIterable, Sendable {
    case alp
    case broker = "alp-broker"
    case intake = "alp-intake"
    case notifications = "alp-notifications"
    case proofService = "proof-service"
    case scheduling = "alp-scheduling"
    case validation = "alp-validation"

    /// The executable beside the running one. Throws when it was not built.
    package var executable: URL {
        get throws {
            let file = Self.folder.appendingPathComponent(rawValue)
            guard FileManager.default.isExecutableFile(atPath: file.path) else {
                throw KitError("\(file.path) is not there: build it with swift build --build-tests")
            }
            return file
        }
    }

    /// On Linux the test bundle is itself the running executable; on macOS it is a bundle that xctest has loaded.
    private static var folder: URL {
        let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }
        let running = bundle?.bundleURL ?? Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
        return running.resolvingSymlinksInPath().deletingLastPathComponent()
    }
}

/// A failure of the kit itself, in one line.
package struct KitError: Error, CustomStringConvertible, Equatable {
    package var description: String
    package init(_ description: String) { self.description = description }
}
