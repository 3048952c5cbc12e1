namespace KioskSim.Inquiry.Comparison;

internal static class LeastSquares
{
    /// <summary>Adds an equation to a system.</summary>
    /// <param name="a">As <see cref="Solve"/> takes it.</param>
    /// <param name="row">What the unknowns are multiplied with, and what comes of it.</param>
    /// <param name="weight">Of the equation.</param>
    public static void Add(double[,] a, ReadOnlySpan<double> row, double weight = 1)
    {
        for (var i = 0; i < a.GetLength(0); i++)
        {
            var share = weight * row[i];
            for (var j = i; j < row.Length; j++)
                a[i, j] += share * row[j];
        }
    }

    /// <summary>Gauss's elimination on a symmetric system.</summary>
    /// <param name="a">Upper half, and beside it the right-hand side; changed. A row more than there are unknowns is left alone.</param>
    /// <returns>Empty: the numbers do not say.</returns>
    public static double[] Solve(double[,] a)
    {
        var size = a.GetLength(1) - 1;
        for (var i = 0; i < size; i++)
        {
            if (a[i, i] < 1e-9)
                return [];
            for (var j = i + 1; j < size; j++)
            {
                var share = a[i, j] / a[i, i];
                for (var k = j; k <= size; k++)
                    a[j, k] -= share * a[i, k];
            }
        }

        var x = new double[size];
        for (var i = size - 1; i >= 0; i--)
        {
            x[i] = a[i, size];
            for (var j = i + 1; j < size; j++)
                x[i] -= a[i, j] * x[j];
            x[i] /= a[i, i];
        }

        return x;
    }
}
