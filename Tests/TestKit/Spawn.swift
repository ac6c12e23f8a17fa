import Foundation

/// Starts a program as the leader of a process group of its own, with no signal blocked or ignored and the
/// three descriptors given. A nil descriptor is /dev/null. Throws ``KitError`` when it could not be started.
func spawn(
    _ executable: String, _ arguments: [String], environment: [String: String], input: Int32?, output: Int32?,
    errors: Int32?, folder: String?
) throws -> pid_t {
    if let folder {
        // The shell changes the folder and becomes the program: POSIX 2017 has no way to ask posix_spawn for it.
        return try spawn(
            "/bin/sh", ["-c", #"cd "$0" && exec "$@""#, folder, executable] + arguments, environment: environment,
            input: input, output: output, errors: errors, folder: nil)
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (standard, given) in [(Int32(0), input), (1, output), (2, errors)] {
        if let given {
            posix_spawn_file_actions_adddup2(&actions, given, standard)
        } else {
            posix_spawn_file_actions_addopen(&actions, standard, "/dev/null", O_RDWR, 0)
        }
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setpgroup(&attributes, 0)
    let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
    posix_spawnattr_setflags(&attributes, Int16(flags))

    var pid: pid_t = 0
    var words = ([executable] + arguments).map { strdup($0) } + [nil]
    var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (words + variables).forEach { free($0) } }
    let code = posix_spawn(&pid, executable, &actions, &attributes, &words, &variables)
    guard code == 0 else { throw KitError("\(executable) was not started: \(String(cString: strerror(code)))") }
    return pid
}
