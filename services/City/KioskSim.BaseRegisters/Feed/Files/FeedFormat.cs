using System.Text;
using KioskSim.Domain.Values;

namespace KioskSim.BaseRegisters.Feed.Files;

/// <summary>
/// How one register is written into a file, a line an entry, UTF-8. What is wrong with a line is that line's affair: the others are read, and
/// nothing of a refused one.
/// </summary>
public abstract class FeedFormat<T>
    where T : class
{
    /// <summary>The first line; null where there is none.</summary>
    protected virtual string? Header => null;

    /// <summary>Reads a file to its end, line by line, in little memory.</summary>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public IEnumerable<FileRow<T>> Read(Stream stream)
    {
        var seen = new Seen();
        var headed = Header is null;
        foreach (var line in Lines.Of(stream))
        {
            if (headed)
                yield return Read(line, seen);
            else if (line.Fault is null && Encoding.UTF8.GetString(line.Text.Span) == Header)
                headed = true;
            else
            {
                // Without it nobody knows which column is which.
                yield return new(line.Number, default, null, $"is not the line of columns: {Header}");
                yield break;
            }
        }

        if (!headed)
            yield return new(1, default, null, $"is missing: the line of columns: {Header}");
    }

    /// <summary>Writes entries of a city so that <see cref="Read(Stream)"/> reads them.</summary>
    public void Write(Stream stream, MunicipalityCode municipality, IEnumerable<T> entries)
    {
        if (Header is { } header)
            stream.Write(Encoding.UTF8.GetBytes(header + '\n'));
        foreach (var entry in entries)
        {
            stream.Write(Line(municipality, entry));
            stream.WriteByte((byte)'\n');
        }
    }

    FileRow<T> Read(Line line, Seen seen)
    {
        try
        {
            if (line.Fault is { } fault)
                throw new RowException(fault);
            var (municipality, entry) = Entry(line.Text.Span);
            if (!MunicipalityCode.TryParse(municipality, out var code))
                throw new RowException("municipality is no municipality code");
            return seen.Twice(code, Keys(entry)) is { } field
                ? throw new RowException($"{field} stands in an earlier line already")
                : new(line.Number, code, entry, null);
        }
        catch (RowException refused)
        {
            return new(line.Number, default, null, refused.Message);
        }
    }

    /// <exception cref="RowException">A field is missing, malformed or contradicts another.</exception>
    private protected abstract (string? Municipality, T Entry) Entry(ReadOnlySpan<byte> line);

    private protected abstract byte[] Line(MunicipalityCode municipality, T entry);

    /// <summary>The numbers that only one line of the file may have, each with the field it stands in.</summary>
    private protected abstract IReadOnlyCollection<(string Field, long Key)> Keys(T entry);

    sealed class Seen
    {
        // Each city counts for itself.
        readonly Dictionary<(MunicipalityCode, string), KeySet> _sets = [];

        /// <summary>Keeps all of a row's keys, or none where the file has had one of them; then its field is the answer.</summary>
        public string? Twice(MunicipalityCode city, IReadOnlyCollection<(string Field, long Key)> keys)
        {
            foreach (var (field, key) in keys)
            {
                if (_sets.TryGetValue((city, field), out var set) && set.Contains(key))
                    return field;
            }

            foreach (var (field, key) in keys)
            {
                if (!_sets.TryGetValue((city, field), out var set))
                    _sets.Add((city, field), set = new());
                set.Add(key);
            }

            return null;
        }
    }
}
