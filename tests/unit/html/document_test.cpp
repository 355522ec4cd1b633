#include "html/document.h"

#include <gtest/gtest.h>
