import RequestFiles
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct FormBoundsTests {
    @Test func `a form of common size has no fault`() throws {
        #expect(FormBounds.faults(in: try Sample.form()) == [])
    }

    @Test func `a form with thousands of groups is told so before it is recorded`() throws {
        var form = try Sample.form()
        form.groups = Array(repeating: form.groups[0], count: 3500)
        let faults = FormBounds.faults(in: form)
        #expect(faults.map(\.field) == ["groups"])
        #expect(faults.first?.message.contains("3500") == true)
    }

    @Test func `a group with too many establishments names itself`() throws {
        var form = try Sample.form()
        form.groups[0].establishments = Array(repeating: form.groups[0].host, count: 61)
        #expect(FormBounds.faults(in: form).map(\.field) == ["groups[0].establishments"])
    }
}
