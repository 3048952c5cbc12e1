using System.Text.RegularExpressions;

namespace KioskSim.Rules.Tests.Files;

/// <summary>What files look like, and what does not belong in them.</summary>
public sealed class FileTests
{
    const int MedianLines = 125;
    const int MostLines = 450;

    // Files that may be longer, each for a reason.
    static readonly string[] MayBeLong = [];

    static readonly string[] Text = [".cs", ".md", ".proto", ".csproj", ".props", ".targets", ".sh", ".py", ".json", ".txt", ".sln"];

    // In pieces, so that this file does not hold what it looks for.
    static readonly Regex Forbidden = new(
        $@"\b(?i:{string.Join('|', (string[])
        [
            "clau" + "de", "anthro" + "pic", "chat" + "gpt", "open" + "ai", "gpt-" + @"\d", "co" + "pilot", "gem" + "ini", "co" + "dex",
            "ll" + "ms?", "ai ass" + "istants?", "session" + " notes", "sub" + "agents?", "generated" + " by ai",
        ])})\b|/wo" + "rk/|/ro" + @"ot/|/tmp/bri" + "ef|Co-Authored" + "-By",
        RegexOptions.CultureInvariant);

    [Fact]
    public void Nothing_speaks_of_how_the_project_was_written_or_on_which_machine()
    {
        var found = Checkout.Files.Where(IsText).SelectMany(f => Forbidden.Matches(Checkout.Read(f)).Select(m => $"{f}: {m.Value}"));

        Assert.Empty(found);
    }

    [Fact]
    public void What_is_looked_for_would_be_found()
    {
        Assert.All(
            (string[])["written by Clau" + "de", "see /wo" + "rk/main", "an LL" + "M", "gpt-" + "4 said"],
            text => Assert.Matches(Forbidden, text));
        Assert.DoesNotMatch(Forbidden, "a helper, a cursor, the root of the working tree, fill me");
    }

    [Fact]
    public void Files_are_small()
    {
        var sizes = Checkout.With(".cs").Select(f => (File: f, Lines: Checkout.Lines(f).Length)).OrderBy(s => s.Lines).ToList();

        Assert.InRange(sizes[sizes.Count / 2].Lines, 1, MedianLines);
        Assert.Equal(MayBeLong, sizes.Where(s => s.Lines > MostLines).Select(s => s.File).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Files_end_with_a_line_and_have_no_trailing_blanks()
    {
        var found = Checkout.With(".cs", ".md", ".proto").Where(f =>
        {
            var text = Checkout.Read(f);
            return !text.EndsWith('\n') || text.Contains('\r') || text.Split('\n').Any(l => l.EndsWith(' '));
        });

        Assert.Empty(found);
    }

    [Fact]
    public void No_folder_is_a_utility_drawer()
    {
        string[] drawers = ["Helpers", "Utils", "Utilities", "Misc", "Common.cs", "Extensions"];
        Assert.DoesNotContain(Checkout.With(".cs"), f => f.Split('/').Any(drawers.Contains));
    }

    static bool IsText(string file) =>
        Text.Contains(Path.GetExtension(file)) || Path.GetFileName(file) is "Makefile" or "run" or ".editorconfig" or "LICENSE";
}
