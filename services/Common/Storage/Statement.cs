using System.Data;
using System.Data.Common;

namespace KioskSim.Storage;

/// <summary>
/// One statement for many rows, its parameters numbered $1, $2, …: prepared once where that is all there is to gain, sent in batches
/// where each answer costs a round trip.
/// </summary>
public sealed class Statement(string sql, params DbType[] types)
{
    const int MostInBatch = 1000;

    /// <param name="rows">The values of the parameters, in their order; gone through once.</param>
    /// <returns>How many rows of the table came in or changed.</returns>
    public long Run(DbConnection connection, IEnumerable<object?[]> rows) =>
        connection.CanCreateBatch ? RunInBatches(connection, rows) : RunOneByOne(connection, rows);

    long RunInBatches(DbConnection connection, IEnumerable<object?[]> rows)
    {
        var changed = 0L;
        foreach (var chunk in rows.Chunk(MostInBatch))
        {
            using var batch = connection.CreateBatch();
            foreach (var row in chunk)
            {
                var command = batch.CreateBatchCommand();
                command.CommandText = sql;
                AddParameters(command.Parameters, command.CreateParameter, _ => ""); // without a name it has a number
                Set(command.Parameters, row);
                batch.BatchCommands.Add(command);
            }

            changed += batch.ExecuteNonQuery();
        }

        return changed;
    }

    long RunOneByOne(DbConnection connection, IEnumerable<object?[]> rows)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        AddParameters(command.Parameters, command.CreateParameter, number => $"${number}");
        var changed = 0L;
        foreach (var row in rows)
        {
            Set(command.Parameters, row);
            changed += command.ExecuteNonQuery();
        }

        return changed;
    }

    void AddParameters(DbParameterCollection parameters, Func<DbParameter> create, Func<int, string> name)
    {
        for (var i = 0; i < types.Length; i++)
        {
            var parameter = create();
            (parameter.ParameterName, parameter.DbType) = (name(i + 1), types[i]);
            parameters.Add(parameter);
        }
    }

    static void Set(DbParameterCollection parameters, object?[] row)
    {
        for (var i = 0; i < row.Length; i++)
            parameters[i].Value = row[i] ?? DBNull.Value;
    }
}
