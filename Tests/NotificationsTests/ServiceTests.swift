import Testing

/// One after the other: they wait for stores and faces, and threads that wait are taken from everybody else.
@Suite(.serialized, .timeLimit(.minutes(5)))
enum ServiceTests {}
