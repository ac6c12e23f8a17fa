import Pages
import RequestFiles
import Vocabulary

extension RequestForm {
    /// - Throws: `Problem` 422 where a list is longer than any form's.
    func checkBounds() throws {
        let faults = FormBounds.faults(in: self)
        guard faults.isEmpty else {
            throw Problem.invalid(faults.map { Pages.FieldError(field: "form.\($0.field)", message: $0.message) })
        }
    }
}
