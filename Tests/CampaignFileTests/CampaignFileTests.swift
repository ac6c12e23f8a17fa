import CampaignFile
import Foundation
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct CampaignFileTests {
    @Test func x() throws {
        for name in ["lyon-2020-2021", "nantes-2021-2022"] {
            print(CampaignFile.read([UInt8](try Data(contentsOf: URL(fileURLWithPath: "/tmp/h/files/Samples/\(name)/campaign.yaml")))))
        }
    }
}
