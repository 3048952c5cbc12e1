using Grpc.Core;
using KioskSim.Contracts.CityCore;

namespace KioskSim.City.Tests.Fixtures;

/// <summary>A feed that ends, or breaks off with an error after its last row.</summary>
sealed class RowStream(IEnumerable<HouseholdRow> rows, Exception? breaksWith = null) : IAsyncStreamReader<HouseholdRow>
{
    readonly IEnumerator<HouseholdRow> _rows = rows.GetEnumerator();

    public HouseholdRow Current => _rows.Current;

    public Task<bool> MoveNext(CancellationToken cancellationToken) => _rows.MoveNext()
        ? Task.FromResult(true)
        : breaksWith is null ? Task.FromResult(false) : Task.FromException<bool>(breaksWith);
}
