using Grpc.Core;

namespace KioskSim.City.Tests.Fixtures;

/// <summary>A feed that ends, or breaks off with an error after its last row.</summary>
sealed class RowStream<TRow>(IEnumerable<TRow> rows, Exception? breaksWith = null) : IAsyncStreamReader<TRow>
{
    readonly IEnumerator<TRow> _rows = rows.GetEnumerator();

    public TRow Current => _rows.Current;

    public Task<bool> MoveNext(CancellationToken cancellationToken) => _rows.MoveNext()
        ? Task.FromResult(true)
        : breaksWith is null ? Task.FromResult(false) : Task.FromException<bool>(breaksWith);
}
