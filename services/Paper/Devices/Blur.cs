using System.Numerics;

namespace KioskSim.Paper.Devices;

/// <summary>A bell-shaped weight for the neighbours of a dot, in 256ths.</summary>
internal sealed class Blur
{
    readonly ushort[] _weights;

    /// <param name="sigma">Dots.</param>
    /// <param name="shift">By how much the bell's middle lies to the right, dots; between -1 and 1.</param>
    public Blur(double sigma, double shift = 0)
    {
        Reach = sigma == 0 && shift == 0 ? 0 : (int)Math.Ceiling(3 * sigma) + (shift == 0 ? 0 : 1);
        var bell = new double[2 * Reach + 1];
        for (var i = -Reach; i <= Reach; i++)
            bell[Reach + i] = sigma == 0 ? Math.Max(0, 1 - Math.Abs(i - shift)) : Math.Exp(-(i - shift) * (i - shift) / (2 * sigma * sigma));
        _weights = [.. bell.Select(b => (ushort)(256 * b / bell.Sum()))];
        _weights[Reach] += (ushort)(256 - _weights.Sum(w => w));
    }

    /// <summary>Neighbours on each side.</summary>
    public int Reach { get; }

    /// <param name="from">The row with <see cref="Reach"/> more bytes on each side.</param>
    public void Across(ReadOnlySpan<byte> from, Span<byte> to)
    {
        var x = 0;
        for (; x <= to.Length - Vector<byte>.Count; x += Vector<byte>.Count)
        {
            Vector<ushort> low = default, high = default;
            for (var i = 0; i < _weights.Length; i++)
                Add(from[(x + i)..], _weights[i], ref low, ref high);
            Take(low, high).CopyTo(to[x..]);
        }

        for (; x < to.Length; x++)
        {
            var sum = 0;
            for (var i = 0; i < _weights.Length; i++)
                sum += _weights[i] * from[x + i];
            to[x] = (byte)(sum >> 8);
        }
    }

    /// <param name="row">Gives the row at a distance of -<see cref="Reach"/> to <see cref="Reach"/>.</param>
    public void Down(Func<int, byte[]> row, Span<byte> to)
    {
        var rows = new byte[_weights.Length][];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = row(i - Reach);
        var x = 0;
        for (; x <= to.Length - Vector<byte>.Count; x += Vector<byte>.Count)
        {
            Vector<ushort> low = default, high = default;
            for (var i = 0; i < rows.Length; i++)
                Add(rows[i].AsSpan(x), _weights[i], ref low, ref high);
            Take(low, high).CopyTo(to[x..]);
        }

        for (; x < to.Length; x++)
        {
            var sum = 0;
            for (var i = 0; i < rows.Length; i++)
                sum += _weights[i] * rows[i][x];
            to[x] = (byte)(sum >> 8);
        }
    }

    static void Add(ReadOnlySpan<byte> from, ushort weight, ref Vector<ushort> low, ref Vector<ushort> high)
    {
        Vector.Widen(new Vector<byte>(from), out var a, out var b);
        low += a * new Vector<ushort>(weight);
        high += b * new Vector<ushort>(weight);
    }

    static Vector<byte> Take(Vector<ushort> low, Vector<ushort> high) =>
        Vector.Narrow(Vector.ShiftRightLogical(low, 8), Vector.ShiftRightLogical(high, 8));
}
