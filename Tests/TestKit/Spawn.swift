import Children
import Foundation

/// Starts a program as ``Spawning`` does, in another folder where one is given. Throws ``KitError``.
func spawn(
    _ executable: String, _ arguments: [String], environment: [String: String], input: Int32?, output: Int32?,
    errors: Int32?, folder: String?
) throws -> pid_t {
    // The shell changes the folder and becomes the program: POSIX 2017 has no way to ask posix_spawn for it.
    let (program, words) =
        folder.map { ("/bin/sh", ["-c", #"cd "$0" && exec "$@""#, $0, executable] + arguments) }
        ?? (executable, arguments)
    do {
        return try Spawning.start(
            program, words, environment: environment, input: input, output: output, errors: errors)
    } catch {
        throw KitError("\(error)")
    }
}
