using System.Globalization;
using System.Text;
using KioskSim.Domain.Values;
using KioskSim.Registers;

namespace KioskSim.BaseRegisters.Feed.Files;

/// <summary>Seal registrations as CSV.</summary>
public sealed class SealFile : FeedFormat<SealRegistration>
{
    static readonly string[] Columns = ["municipality", "resident", "number", "registered_on", "inscription", "cancelled_on"];

    protected override string Header { get; } = string.Join(',', Columns);

    private protected override (string? Municipality, SealRegistration Entry) Entry(ReadOnlySpan<byte> line)
    {
        var fields = Csv.Split(Encoding.UTF8.GetString(line), Columns.Length);
        var seal = new SealRegistration(
            (int)Check.Number("number", fields[2], 1, int.MaxValue), new(Check.Number("resident", fields[1], 1, ResidentId.Largest)),
            Check.Date("registered_on", fields[3]), Check.Text("inscription", fields[4]),
            fields[5].Length == 0 ? null : Check.Date("cancelled_on", fields[5]));
        Check.InOrder("registered_on", seal.RegisteredOn, "cancelled_on", seal.CancelledOn);
        return (fields[0], seal);
    }

    private protected override byte[] Line(MunicipalityCode municipality, SealRegistration entry) => Encoding.UTF8.GetBytes(Csv.Join(
        municipality.ToString(), entry.Resident.Value.ToString(CultureInfo.InvariantCulture), entry.Number.ToString(CultureInfo.InvariantCulture),
        $"{entry.RegisteredOn:yyyy-MM-dd}", entry.Inscription, $"{entry.CancelledOn:yyyy-MM-dd}"));

    private protected override IReadOnlyCollection<(string Field, long Key)> Keys(SealRegistration entry) => [("number", entry.Number)];
}
