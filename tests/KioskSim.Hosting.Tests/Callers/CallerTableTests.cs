using KioskSim.Domain.Flow;
using KioskSim.Hosting.Callers;
using KioskSim.Hosting.Zones;

namespace KioskSim.Hosting.Tests.Callers;

/// <summary>The table as configuration: a slip of the pen stops the start and says which row (000-02).</summary>
public sealed class CallerTableTests
{
    const string GoodRow =
        """{"zone": "store-line", "caller": "clerk", "service": "kiosksim.centre.ClerkDesk", "methods": ["Find"], "approval": "002-13"}""";

    [Fact]
    public void A_row_allows_its_cells_and_no_others()
    {
        var table = Parse(GoodRow);
        Assert.True(table.Allows(new Caller(Zone.StoreLine, Party.Clerk, "anyone"), "/kiosksim.centre.ClerkDesk/Find"));
        Assert.False(table.Allows(new Caller(Zone.Lgwan, Party.Clerk, "anyone"), "/kiosksim.centre.ClerkDesk/Find"));
        Assert.False(table.Allows(new Caller(Zone.StoreLine, Party.Kiosk, "anyone"), "/kiosksim.centre.ClerkDesk/Find"));
        Assert.False(table.Allows(new Caller(Zone.StoreLine, Party.Clerk, "anyone"), "/kiosksim.centre.ClerkDesk/Refund"));
        Assert.False(table.Allows(new Caller(Zone.StoreLine, Party.Clerk, "anyone"), "/kiosksim.centre.clerkdesk/find"));
        Assert.Equal("002-13", Assert.Single(table.Rows).Approval);
    }

    [Theory]
    [InlineData("store-line", "lan", "there is no zone 'lan'")]
    [InlineData("\"clerk\"", "\"manager\"", "there is no caller 'manager'")]
    [InlineData("ClerkDesk\"", "ClerkDesks\"", "there is no method 'Find' of that service")]
    [InlineData("\"Find\"", "\"Lose\"", "there is no method 'Lose' of that service")]
    [InlineData("\"Find\"", "\"Refund\", \"Refund\"", "'Refund' is allowed twice")]
    [InlineData("\"Find\"", "\"Refund\", null", "there is no method '' of that service")]
    [InlineData("\"Find\"", "", "name at least one method")]
    [InlineData("002-13", "", "cite the approval")]
    [InlineData("002-13", "  ", "cite the approval")]
    public void A_wrong_row_is_named_with_what_is_wrong_000_02(string right, string wrong, string because)
    {
        var error = Assert.Throws<CallerTableException>(() => Parse(GoodRow, GoodRow.Replace(right, wrong, StringComparison.Ordinal)));
        Assert.StartsWith("table.json, row 2 (", error.Message, StringComparison.Ordinal);
        Assert.Contains(because, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cell_that_stands_in_two_rows_is_refused()
    {
        var error = Assert.Throws<CallerTableException>(() => Parse(GoodRow, GoodRow));
        Assert.Contains("row 2", error.Message, StringComparison.Ordinal);
        Assert.Contains("'Find' is allowed twice", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"approval\"", "\"aproval\"")] // unknown, and the right one is missing
    [InlineData("\"methods\"", "\"excluded\": [], \"methods\"")]
    [InlineData("[\"Find\"]", "null")]
    [InlineData("[\"Find\"]", "\"Find\"")]
    [InlineData("\"clerk\"", "null")]
    [InlineData(", \"approval\": \"002-13\"", "")]
    public void A_field_that_is_unknown_missing_or_of_another_kind_is_named(string right, string wrong)
    {
        var error = Assert.Throws<CallerTableException>(() => Parse(GoodRow, GoodRow.Replace(right, wrong, StringComparison.Ordinal)));
        Assert.StartsWith("table.json, row 2: ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[")]
    [InlineData("[1]")]
    [InlineData("[null]")]
    public void What_is_no_table_is_refused(string json)
    {
        var error = Assert.Throws<CallerTableException>(() => CallerTable.Parse(json, "table.json", HopTable.All));
        Assert.StartsWith("table.json", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_without_rows_lets_nobody_in() =>
        Assert.False(Parse().Allows(new Caller(Zone.StoreLine, Party.Clerk, "anyone"), "/kiosksim.centre.ClerkDesk/Find"));

    [Fact]
    public void The_table_that_comes_with_KioskSim_is_in_order_and_cites_an_approval_in_every_row_000_02()
    {
        Assert.NotEmpty(CallerTable.Default.Rows);
        Assert.All(CallerTable.Default.Rows, row => Assert.Matches("^(\\d{3}-\\d{2}|operation)", row.Approval));
    }

    static CallerTable Parse(params string[] rows) => CallerTable.Parse($"[{string.Join(", ", rows)}]", "table.json", HopTable.All);
}
