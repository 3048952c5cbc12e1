using KioskSim.BaseRegisters.Taxes;
using KioskSim.Domain.Values;
using KioskSim.Registers.Taxes;
using Microsoft.Data.Sqlite;

namespace KioskSim.World.Tests.Taxes;

/// <summary>The tax register gives back what was put in, and finds it.</summary>
public sealed class TaxBaseRegisterTests : IDisposable
{
    static readonly MunicipalityCode City = new("482013");
    static readonly DateOnly Today = new(2026, 11, 18);

    static readonly TaxEntry Taxed = new(
        new(1_000_000_001), 2026, "葦原県若葉台市桜通1番地", [new("給与収入金額", 5_000_000), new("営業等所得", -200_000)], 3_360_000,
        [new("基礎控除", 430_000)], 2_930_000, 2, new(174_300, 3_000), new(116_200, 1_000), 1_000);

    static readonly TaxEntry Nothing = new(new(1_000_000_002), 2026, "葦原県若葉台市桜通1番地", [], 0, [], 0, 0, new(0, 0), new(0, 0), 0);

    readonly TemporaryFolder _folder = new();

    [Fact]
    public void What_was_written_is_read_and_found_by_person_the_latest_year_first()
    {
        TaxEntry[] entries = [Taxed with { FiscalYear = 2025 }, Nothing, Taxed];
        using var read = Write(entries);
        Assert.Equal((City, Today, 3L), (read.Municipality, read.AsOf, read.Count()));
        Assert.Equal(entries.Select(Written), read.Entries().Select(Written));
        Assert.Equal([2026, 2025], read.Of(Taxed.Resident).Select(t => t.FiscalYear));
        Assert.Empty(read.Of(new(9)));
    }

    [Fact]
    public void Two_entries_of_a_person_for_a_year_stop_the_writing()
    {
        using var writer = new TaxBaseRegisterWriter(_folder["tax.db"], City, Today);
        writer.Add(Taxed);
        writer.Add(Taxed);
        Assert.Throws<SqliteException>(writer.Complete);
    }

    [Fact]
    public void Nothing_of_a_tax_prints_itself()
    {
        object[] things = [Taxed, Taxed.Incomes[0], Taxed.City];
        Assert.DoesNotMatch("桜通|給与|5.?000.?000|174.?300", string.Join('\n', things));
    }

    public void Dispose() => _folder.Dispose();

    TaxBaseRegister Write(params TaxEntry[] entries)
    {
        using (var writer = new TaxBaseRegisterWriter(_folder["tax.db"], City, Today))
        {
            foreach (var entry in entries)
                writer.Add(entry);
            writer.Complete();
        }

        return TaxBaseRegister.Open(_folder["tax.db"]);
    }

    // Records compare lists by identity.
    static string Written(TaxEntry entry) => System.Text.Json.JsonSerializer.Serialize(entry);
}
