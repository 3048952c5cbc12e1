using KioskSim.Domain.Errors;
using KioskSim.Kiosk.App.Words;

namespace KioskSim.Rules.Tests.Documents;

/// <summary>docs/exit-codes.md against the error codes and their words.</summary>
public sealed class ExitCodesPageTests
{
    public static TheoryData<FlowErrorCode> Codes => [.. Enum.GetValues<FlowErrorCode>()];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_error_has_words_in_both_languages(FlowErrorCode code)
    {
        foreach (var words in (Bilingual[])[ErrorWords.Of(code), ErrorWords.Of(code, triesLeft: 1)])
        {
            Assert.Contains(words.Japanese, IsJapanese);
            Assert.EndsWith("。", words.Japanese, StringComparison.Ordinal);
            Assert.DoesNotContain(words.English, IsJapanese);
            Assert.EndsWith(".", words.English, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_page_lists_exactly_the_error_codes_with_their_words()
    {
        var listed = MarkdownTable.Read("docs/exit-codes.md", "code", "name", "Japanese", "English").Select(r => string.Join(" | ", r));

        Assert.Equal(Enum.GetValues<FlowErrorCode>().Select(Row), listed);
    }

    [Fact]
    public void The_codes_that_are_no_errors_of_the_flow_are_those_of_the_command()
    {
        var listed = MarkdownTable.Read("docs/exit-codes.md", "code", "meaning").Select(r => r[0]);

        Assert.Equal(["0", "1", "2", "3", "4", "5", "6", "130"], listed); // that the command answers with these is shown by its own tests
    }

    [Fact]
    public void No_code_of_the_flow_means_something_else_to_a_shell() =>
        Assert.All(Enum.GetValues<FlowErrorCode>(), code => Assert.InRange((int)code, 10, 99));

    static string Row(FlowErrorCode code)
    {
        var words = ErrorWords.Of(code);
        return $"{(int)code} | {code} | {words.Japanese} | {words.English}";
    }

    static bool IsJapanese(char c) => c is >= '\u3040' and <= '\u9fff';
}
