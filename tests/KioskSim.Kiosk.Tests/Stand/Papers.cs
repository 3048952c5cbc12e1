using KioskSim.Paper.Certificates;
using KioskSim.Paper.Fonts;

namespace KioskSim.Kiosk.Tests.Stand;

/// <summary>Certificates as a city makes them.</summary>
static class Papers
{
    static readonly CertificatePress Press = new(FontSet.Shared, new IssuingCity("葦原県", "若葉台市長", "若葉　一郎", "若葉台市長之印"));

    static readonly ResidentMember Member = new()
    {
        Name = "青木　花子", BirthDate = new DateOnly(1988, 12, 31), Sex = "女", ResidentSince = new DateOnly(2019, 4, 30),
    };

    /// <param name="sheets">1 to 3.</param>
    public static byte[] Pdf(byte[] subjectMark, string issueNumber, int sheets = 1)
    {
        var members = Enumerable.Repeat(Member, 1).ToList();
        while (Page(members).SheetCount < sheets)
            members.Add(Member);
        var issue = new IssueDetails(issueNumber, new DateTimeOffset(2026, 11, 18, 10, 30, 0, TimeSpan.FromHours(9)), subjectMark);
        return Press.Compose(Page(members), issue).ToPdf();
    }

    static ResidentRecordPage Page(IReadOnlyList<ResidentMember> members) => new("葦原県若葉台市桜通二丁目3番地4", "青木　花子", members, true);
}
