using KioskSim.Rules.Tests.Files;

namespace KioskSim.Rules.Tests.Documents;

/// <summary>Rows of the tables of a page; code marks and the spaces around cells are taken off.</summary>
static class MarkdownTable
{
    /// <param name="header">First cells of the header row that the table has.</param>
    public static IReadOnlyList<string[]> Read(string page, params string[] header)
    {
        var lines = Checkout.Lines(page).Select(l => l.StartsWith('|') ? Cells(l) : null).ToList();
        var at = lines.FindIndex(l => l is not null && l.Take(header.Length).SequenceEqual(header));
        Assert.True(at >= 0, $"{page} has no table with the columns {string.Join(", ", header)}");
        return [.. lines.Skip(at + 2).TakeWhile(l => l is not null).Select(l => l!)];
    }

    static string[] Cells(string line) => [.. line.Trim('|').Split('|').Select(c => c.Trim())];
}
