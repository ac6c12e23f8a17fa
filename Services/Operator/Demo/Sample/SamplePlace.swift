import Foundation

/// Where the sample is: named, or beside the package that `alp` was built in, or around the working directory.
enum SamplePlace {
    static let name = "Samples/lyon-2020-2021"

    /// Throws a failure of usage where there is none.
    static func find(_ named: String?, executable: URL, workingDirectory: URL) throws(OperatorFailure) -> URL {
        if let named {
            let folder = URL(fileURLWithPath: named, relativeTo: workingDirectory).absoluteURL
            guard isSample(folder) else {
                throw OperatorFailure(
                    .usage,
                    "--sample \(SafeText.line(named)): there is no requests.jsonl; name a folder such as \(name)")
            }
            return folder
        }
        for start in [executable.deletingLastPathComponent(), workingDirectory] {
            for folder in upwards(start) where isSample(folder.appendingPathComponent(name)) {
                return folder.appendingPathComponent(name)
            }
        }
        throw OperatorFailure(
            .usage,
            "\(name) is neither around \(executable.path) nor around the working directory; give --sample FOLDER")
    }

    private static func isSample(_ folder: URL) -> Bool {
        FileManager.default.fileExists(atPath: folder.appendingPathComponent("requests.jsonl").path)
    }

    private static func upwards(_ folder: URL) -> [URL] {
        var folders = [folder.standardizedFileURL]
        while let last = folders.last, last.pathComponents.count > 1 {
            folders.append(last.deletingLastPathComponent())
        }
        return folders
    }
}
